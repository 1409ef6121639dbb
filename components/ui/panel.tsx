import { type ReactNode, useId } from "react";
import { classNames } from "./class-names.ts";

interface PanelProps {
  title: string;
  aside?: ReactNode;
  className?: string;
  /** Content reaches the edges: tables and pictures. */
  isFlush?: boolean;
  children: ReactNode;
}

export function Panel({ title, aside, className, isFlush = false, children }: PanelProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={classNames("min-w-0 rounded-large border border-line bg-surface shadow-panel", className)}
    >
      <header className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2">
        <h2 id={id} className="font-semibold text-14">
          {title}
        </h2>
        {aside}
      </header>
      <div className={isFlush ? "" : "px-4 pb-4"}>{children}</div>
    </section>
  );
}
