import { RelativeTime } from "#components/ui/relative-time.tsx";
import { formatDuration } from "#lib/browser/format-duration.ts";
import { formatCount } from "#lib/browser/format-number.ts";
import { formatUtc } from "#lib/browser/format-time.ts";
import type { Latency } from "#lib/inspect/schema.ts";

type LatencyEvent = Extract<Latency["events"], { ok: true }>["data"][number];

const MOST_LISTED = 20;

/** Each kind of spike; its history opens below it. */
export function LatencyEvents({ events }: { events: readonly LatencyEvent[] }) {
  if (events.length === 0) return <p className="text-13 text-ink-muted">No spike since the start or the last reset.</p>;
  return (
    <ul className="divide-y divide-line rounded-large border border-line">
      {events.map(({ name, at, latestMs, worstMs, spikes }) => (
        <li key={name} className="px-4 py-2.5">
          <p className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span className="font-mono text-13">{name}</span>
            <span className="text-13 tabular-nums">
              {formatDuration(latestMs)}, <RelativeTime at={at} />; worst {formatDuration(worstMs)}
            </span>
          </p>
          <details className="text-12 text-ink-muted">
            <summary className="cursor-pointer">{formatCount(spikes.length, "spike")} remembered</summary>
            <ol className="mt-1 tabular-nums">
              {spikes
                .slice(-MOST_LISTED)
                .reverse()
                .map((spike) => (
                  <li key={`${spike.at} ${spike.ms}`} className="flex justify-between gap-4 py-0.5">
                    <span>{formatUtc(spike.at)}</span>
                    <span>{formatDuration(spike.ms)}</span>
                  </li>
                ))}
            </ol>
          </details>
        </li>
      ))}
    </ul>
  );
}
