import type { ReactNode } from "react";

/** A word about a thing that is not its state: a role, a flag, a number. */
export function Badge({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex h-5 items-center whitespace-nowrap rounded-small bg-neutral-soft px-1.5 font-medium text-12 text-ink-muted">
      {children}
    </span>
  );
}
