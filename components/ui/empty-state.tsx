import type { ReactNode } from "react";

interface EmptyStateProps {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
}

/** Says what would be here and what to do. */
export function EmptyState({ icon, title, children }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-12 text-center">
      <span className="text-ink-faint [&_svg]:size-6">{icon}</span>
      <p className="font-medium">{title}</p>
      {children === undefined ? null : <div className="max-w-110 text-13 text-ink-muted">{children}</div>}
    </div>
  );
}
