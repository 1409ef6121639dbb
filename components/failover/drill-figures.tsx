import { FigureList } from "#components/ui/figure-list.tsx";
import { formatDuration } from "#lib/browser/format-duration.ts";
import { formatNumber } from "#lib/browser/format-number.ts";
import type { DrillReport } from "#lib/failover/schema.ts";

/** What the writer of a drill met, and how long each part took the Sentinels. */
export function DrillFigures({ report: { canary, times, failover } }: { report: DrillReport }) {
  const { acknowledged, refused, unknown, longestGapMs, lost } = canary;
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <FigureList
        title="What the writer met"
        figures={[
          { name: "Longest time without a write", value: formatDuration(longestGapMs) },
          { name: "Acknowledged writes", value: formatNumber(acknowledged) },
          { name: "Of these lost", value: formatNumber(lost) },
          { name: "Refused, and it knew", value: formatNumber(refused) },
          { name: "Outcome unknown", value: formatNumber(unknown) },
        ]}
      />
      {times === null ? null : <Times times={times} isNoticed={failover.mode === "stop"} />}
    </div>
  );
}

function Times({ times, isNoticed }: { times: NonNullable<DrillReport["times"]>; isNoticed: boolean }) {
  const { sdownMs, odownMs, electionMs, promotionMs, namedMs, votes, events } = times;
  const word = (ms: number | null) => (ms === null ? "not heard" : formatDuration(ms));
  const unnoticed = "a Sentinel was asked, so nobody had to notice";
  const detection = isNoticed
    ? [
        { name: "Noticed by one Sentinel (sdown)", value: word(sdownMs) },
        { name: "Agreed by the quorum (odown)", value: word(odownMs) },
      ]
    : [{ name: "Detection", value: unnoticed }];
  return (
    <div>
      <FigureList
        title="What the Sentinels took"
        figures={[
          ...detection,
          { name: `Election${votes === 0 ? "" : `, ${votes} votes`}`, value: word(electionMs) },
          { name: "Promotion of the replica", value: word(promotionMs) },
          { name: "Until most Sentinels named it", value: word(namedMs) },
        ]}
      />
      {isNoticed ? (
        <p className="mt-2 text-12 text-ink-muted">
          Detection counts from the master's last answer. It was shut down in order, which waits for its replicas: a
          crash takes the Sentinels as long, and may lose the writes that no replica had.
        </p>
      ) : null}
      <details className="mt-2 text-12">
        <summary className="cursor-pointer text-ink-muted">Each event, as it was heard</summary>
        <ol className="mt-1 space-y-0.5">
          {events.map(({ name, sentinel, atMs }) => (
            <li key={`${name} ${sentinel} ${atMs}`} className="flex gap-3 font-mono">
              <span className="w-20 shrink-0 text-right tabular-nums">{formatDuration(atMs)}</span>
              <span className="w-40 shrink-0">{name}</span>
              <span className="min-w-0 wrap-anywhere text-ink-muted">{sentinel}</span>
            </li>
          ))}
        </ol>
      </details>
    </div>
  );
}
