import type { LucideIcon } from "lucide-react";

export interface PaletteEntry {
  id: string;
  group: string;
  icon: LucideIcon;
  text: string;
  /** What else finds it. */
  also?: string;
  run: () => void;
}
