import { formatNumber } from "#lib/browser/format-number.ts";
import type { RateLimit } from "#lib/rate-limits/schema.ts";

/** "42 of 100" with a bar of it. */
export function UsedBar({ limit: { used, limit, note } }: { limit: RateLimit }) {
  if (used === null) return <span className="text-ink-muted">{note ?? "not known"}</span>;
  const words =
    limit === null ? `${formatNumber(used)}, limit not configured` : `${formatNumber(used)} of ${formatNumber(limit)}`;
  return (
    <span className="block">
      <span className="flex items-center gap-3 tabular-nums">
        {limit === null ? null : (
          <progress
            aria-hidden
            className="progress max-w-32 min-w-12 flex-1"
            max={limit}
            value={Math.min(used, limit)}
          />
        )}
        <span className="whitespace-nowrap">{words}</span>
      </span>
      {note === null ? null : <span className="block text-12 text-ink-muted">{note}</span>}
    </span>
  );
}
