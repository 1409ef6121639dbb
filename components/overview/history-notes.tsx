import { formatDuration } from "#lib/browser/format-duration.ts";
import { formatCount } from "#lib/browser/format-number.ts";
import { formatClock, formatUtc } from "#lib/browser/format-time.ts";
import type { MetricHistory } from "#lib/history/schema.ts";

/** A master that changes without end must not push the page away. */
const MOST_CHANGES = 5;

/** What the pictures alone do not say: how they are made, where they begin, who became the master. */
export function HistoryNotes({ history, fromMs }: { history: MetricHistory; fromMs: number }) {
  const { masterChanges, stepMs, keptFromMs } = history;
  const earlier = masterChanges.length - MOST_CHANGES;
  return (
    <div className="space-y-1 px-4 py-2 text-12 text-ink-muted">
      <p>
        Drag over a chart to look closer; double-click leads back. Times on the charts are in your time zone (
        {zoneOf(fromMs)}). {describeStep(stepMs)}
      </p>
      {fromMs < keptFromMs - stepMs ? (
        <p>Measurements are kept for 24 hours: there are none before {formatUtc(keptFromMs)}.</p>
      ) : null}
      {masterChanges.length === 0 ? null : (
        <ul aria-label="Changes of master">
          {masterChanges.slice(-MOST_CHANGES).map(({ at, to }) => (
            <li key={`${at} ${to}`}>
              {formatClock(at)}: <span className="wrap-anywhere font-mono">{to}</span> became the master.
            </li>
          ))}
          {earlier > 0 ? <li>{formatCount(earlier, "more change")} before, each with its line.</li> : null}
        </ul>
      )}
    </div>
  );
}

export function describeStep(stepMs: number): string {
  return `A point is the mean of ${formatDuration(stepMs)}; of lag and evictions, the largest.`;
}

/** "UTC+1", "UTC-3:30", "UTC". */
function zoneOf(at: number): string {
  const minutes = -new Date(at).getTimezoneOffset();
  if (minutes === 0) return "UTC";
  const rest = Math.abs(minutes) % 60;
  const hours = Math.floor(Math.abs(minutes) / 60);
  return `UTC${minutes < 0 ? "-" : "+"}${hours}${rest === 0 ? "" : `:${String(rest).padStart(2, "0")}`}`;
}
