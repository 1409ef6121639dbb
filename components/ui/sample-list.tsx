import { formatNumber } from "#lib/browser/format-number.ts";

const SHOWN = 6;

interface SampleListProps {
  title: string;
  items: readonly string[];
  /** How many there are in all. */
  of: number;
}

/** The first few of many, as they are written. */
export function SampleList({ title, items, of }: SampleListProps) {
  const shown = items.slice(0, SHOWN);
  return (
    <div>
      <p className="mb-1 font-medium text-13">{title}</p>
      <ul className="divide-y divide-line rounded-medium border border-line text-12">
        {shown.map((text, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two may be written alike, and the list never changes.
          <li key={index} className="truncate px-3 py-1 font-mono">
            {text}
          </li>
        ))}
      </ul>
      {of > shown.length ? (
        <p className="mt-1 text-12 text-ink-muted">and {formatNumber(of - shown.length)} more</p>
      ) : null}
    </div>
  );
}
