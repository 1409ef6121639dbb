"use client";
import { ChartLine, Table2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { SmallChart } from "#components/charts/small-chart.tsx";
import { csvName } from "#components/charts/write-csv.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { formatUtc } from "#lib/browser/format-time.ts";
import { LAST_HOUR, rangeOfKey, stretch } from "#lib/browser/time-range.ts";
import type { ShownTime } from "#lib/browser/use-time-range.ts";
import type { MetricHistory } from "#lib/history/schema.ts";
import { historyCharts } from "./history-charts.ts";
import { describeStep, HistoryNotes } from "./history-notes.tsx";
import { ChartGrid } from "./history-skeleton.tsx";

const ChartTable = lazy(() =>
  import("#components/charts/chart-table.tsx").then((module) => ({ default: module.ChartTable })),
);

interface HistoryGridProps {
  history: MetricHistory;
  time: ShownTime;
  /** Whose measures they are, in the names of files. */
  source: string;
}

export function HistoryGrid({ history, time, source }: HistoryGridProps) {
  const [tabled, setTabled] = useState<string>();
  const { fromMs, untilMs } = time;
  const { times, charts } = historyCharts(history);
  if (times.length === 0) return <NothingMeasured untilMs={untilMs} keptFromMs={history.keptFromMs} />;
  const shown = charts.find(({ title }) => title === tabled);
  return (
    <>
      <ChartGrid>
        {charts.map((chart) => (
          <div key={chart.title} className="bg-surface">
            <SmallChart
              {...chart}
              {...gesturesOf(time)}
              times={times}
              fromMs={fromMs}
              untilMs={untilMs}
              marks={history.masterChanges.map(({ at }) => at)}
              action={
                <IconButton
                  label={`Show ${chart.title.toLowerCase()} as a table`}
                  icon={<Table2 aria-hidden className="size-3.5" />}
                  onClick={() => setTabled(chart.title)}
                />
              }
            />
          </div>
        ))}
      </ChartGrid>
      <HistoryNotes history={history} fromMs={fromMs} />
      <Suspense>
        {shown === undefined ? null : (
          <ChartTable
            {...shown}
            times={times}
            note={describeStep(history.stepMs)}
            fileName={csvName(source, shown.lines[0]?.column ?? "", fromMs, untilMs)}
            onClose={() => setTabled(undefined)}
          />
        )}
      </Suspense>
    </>
  );
}

function NothingMeasured({ untilMs, keptFromMs }: { untilMs: number; keptFromMs: number }) {
  return (
    <EmptyState icon={<ChartLine aria-hidden />} title="No measurements in this time">
      {untilMs <= keptFromMs
        ? `Measurements are kept for 24 hours; the first now are of ${formatUtc(keptFromMs)}. What happened is kept longer, and stands below.`
        : "The console measures once a second while it runs, and keeps 24 hours. The first points appear within half a minute."}
    </EmptyState>
  );
}

function gesturesOf({ fromMs, untilMs, now, setRange }: ShownTime) {
  return {
    onZoom: (from: number, until: number) => setRange(stretch(from, until, now)),
    onReset: () => setRange(LAST_HOUR),
    onKey: (key: string, isRepeated: boolean) => {
      const next = rangeOfKey(key, { fromMs, untilMs }, now);
      if (next === undefined) return false;
      // A key that is held down is one step of the back button.
      setRange(next, isRepeated);
      return true;
    },
  };
}
