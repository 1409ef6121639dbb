import type { ReactNode } from "react";

interface FigureListProps {
  title?: string;
  figures: readonly { name: string; value: ReactNode }[];
}

/** Names on the left, values on the right: what a person compares line by line. */
export function FigureList({ title, figures }: FigureListProps) {
  return (
    <div>
      {title === undefined ? null : <h3 className="mb-1 font-semibold text-13">{title}</h3>}
      <dl className="divide-y divide-line border-line border-y">
        {figures.map(({ name, value }) => (
          <div key={name} className="flex min-h-8 items-center justify-between gap-4 py-1">
            <dt className="shrink-0 text-13 text-ink-muted">{name}</dt>
            <dd className="min-w-0 text-right text-13 tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
