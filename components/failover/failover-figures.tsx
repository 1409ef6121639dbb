import { FigureList } from "#components/ui/figure-list.tsx";
import { formatBytes } from "#lib/browser/format-bytes.ts";
import { formatDuration } from "#lib/browser/format-duration.ts";
import type { FailoverReport } from "#lib/failover/schema.ts";

/** What a failover measured. */
export function FailoverFigures({ report }: { report: FailoverReport }) {
  const { mode, from, to, askedOf, pausedMs, promotedMs, lostBytes, isWhole, notes } = report;
  const lost = lostBytes === null ? "not known" : lostBytes === 0 ? "none" : `${formatBytes(lostBytes)} of writes`;
  const unpaused = mode === "safe" ? "not known" : "were not held back";
  return (
    <div className="space-y-2">
      <FigureList
        figures={[
          { name: "Old master", value: from },
          { name: "New master", value: to },
          { name: "Asked of", value: askedOf ?? "nobody: the Sentinels acted by themselves" },
          { name: "Writes waited", value: pausedMs === null ? unpaused : formatDuration(pausedMs) },
          ...(mode === "stop"
            ? []
            : [
                { name: "Promoted after", value: promotedMs === null ? "not known" : formatDuration(promotedMs) },
                { name: "Acknowledged writes lost", value: lost },
              ]),
          { name: "All follow the new master", value: isWhole ? "yes" : "not yet" },
        ]}
      />
      {notes.map((note) => (
        <p key={note} className="break-words text-13 text-warning">
          {note}
        </p>
      ))}
    </div>
  );
}
