import type { ReactNode } from "react";

interface ScrollAreaProps {
  label: string;
  className: string;
  children: ReactNode;
}

/** What scrolls must be reachable by keyboard, and must say what it is. */
export function ScrollArea({ label, className, children }: ScrollAreaProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard could not scroll.
    <section tabIndex={0} aria-label={label} className={`-outline-offset-2 ${className}`}>
      {children}
    </section>
  );
}
