import type { ReactNode } from "react";

/** What the application did not write down is said so, not left empty. */
export function Recorded({ value, children }: { value: unknown; children: ReactNode }) {
  if (value === null) return <span className="font-sans text-13 text-ink-faint">not recorded</span>;
  return children;
}
