import { FigureList } from "#components/ui/figure-list.tsx";
import { formatDuration } from "#lib/browser/format-duration.ts";
import { formatNumber } from "#lib/browser/format-number.ts";
import type { DrillReport } from "#lib/failover/schema.ts";

/** What the writer of a drill met. */
export function DrillFigures({ canary }: { canary: DrillReport["canary"] }) {
  const { acknowledged, refused, unknown, longestGapMs, lost } = canary;
  return (
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
  );
}
