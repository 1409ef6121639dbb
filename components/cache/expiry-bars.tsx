import { formatDuration } from "#lib/browser/format-duration.ts";
import { formatNumber } from "#lib/browser/format-number.ts";
import type { Expiries } from "#lib/cache/schema.ts";

/** How soon what a flush deletes would have ended by itself: shares of a sample, as words and bars. */
export function ExpiryBars({ expiries: { sampled, within, never } }: { expiries: Expiries }) {
  if (sampled === 0) return null;
  const bounds = within.flatMap(({ upToMs }) => upToMs ?? []);
  const rows = [
    ...within.map(({ upToMs, keys }, index) => ({
      words:
        upToMs === null ? `in more than ${formatDuration(bounds.at(-1) ?? 0)}` : spanWords(bounds[index - 1], upToMs),
      keys,
    })),
    { words: "never by itself", keys: never },
  ].filter(({ keys }) => keys > 0);
  return (
    <div>
      <h3 className="mb-1 font-semibold text-13">
        When they would end by themselves, of a sample of {formatNumber(sampled)}
      </h3>
      <ul className="space-y-1 text-13">
        {rows.map(({ words, keys }) => (
          <li key={words} className="flex items-center gap-3 tabular-nums">
            <span className="w-40 shrink-0 text-ink-muted">{words}</span>
            <progress aria-hidden className="progress min-w-12 flex-1" max={sampled} value={keys} />
            <span className="w-16 shrink-0 text-right">{shareWords(keys / sampled)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function spanWords(fromMs: number | undefined, upToMs: number): string {
  return fromMs === undefined
    ? `within ${formatDuration(upToMs)}`
    : `in ${formatDuration(fromMs)} to ${formatDuration(upToMs)}`;
}

function shareWords(share: number): string {
  return share < 0.01 ? "under 1 %" : `${Math.round(share * 100)} %`;
}
