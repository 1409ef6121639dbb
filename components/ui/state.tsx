import { CircleCheck, CircleHelp, Info, type LucideIcon, OctagonAlert, TriangleAlert } from "lucide-react";

export type State = "ok" | "warning" | "critical" | "unknown" | "info";

interface StateLook {
  word: string;
  icon: LucideIcon;
  text: string;
  soft: string;
}

/** Colour never stands alone: each state has a word and an icon of its own shape. */
export const STATE_LOOKS: Record<State, StateLook> = {
  ok: { word: "OK", icon: CircleCheck, text: "text-ok", soft: "bg-ok-soft text-ok" },
  warning: { word: "Warning", icon: TriangleAlert, text: "text-warning", soft: "bg-warning-soft text-warning" },
  critical: { word: "Critical", icon: OctagonAlert, text: "text-critical", soft: "bg-critical-soft text-critical" },
  unknown: { word: "Unknown", icon: CircleHelp, text: "text-neutral", soft: "bg-neutral-soft text-neutral" },
  info: { word: "Note", icon: Info, text: "text-info", soft: "bg-info-soft text-info" },
};
