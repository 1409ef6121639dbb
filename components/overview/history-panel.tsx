"use client";
import { useQuery } from "@tanstack/react-query";
import { ChartLine, Table2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { SmallChart } from "#components/charts/small-chart.tsx";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { formatClock } from "#lib/browser/format-time.ts";
import { historyQuery } from "#lib/browser/history-query.ts";
import { stretch } from "#lib/browser/time-range.ts";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import { useTimeRange } from "#lib/browser/use-time-range.ts";
import type { MetricHistory } from "#lib/history/schema.ts";
import { historyCharts } from "./history-charts.ts";
import { ChartGrid, ChartSkeletons } from "./history-skeleton.tsx";
import { RangeBar } from "./range-bar.tsx";

const ChartTable = lazy(() =>
  import("#components/charts/chart-table.tsx").then((module) => ({ default: module.ChartTable })),
);

interface HistoryPanelProps {
  deployment: string;
  /** One instance, host:port, in place of the deployment. */
  instance?: string;
}

export function HistoryPanel({ deployment, instance }: HistoryPanelProps) {
  const time = useTimeRange();
  const { data, error, refetch } = useQuery(historyQuery(deployment, time.range, instance));
  return (
    <Panel title="Measures" isFlush aside={<RangeBar time={time} />}>
      {data !== undefined ? (
        <Charts history={data} time={time} name={`${deployment}-${instance ?? "master"}`} />
      ) : error !== null ? (
        <div className="p-4 pt-0">
          <FailurePanel failure={toClientFailure(error)} onRetry={() => void refetch()} />
        </div>
      ) : (
        <ChartSkeletons />
      )}
    </Panel>
  );
}

interface ChartsProps {
  history: MetricHistory;
  time: ReturnType<typeof useTimeRange>;
  /** Of the file that the numbers are saved to. */
  name: string;
}

function Charts({ history, time, name }: ChartsProps) {
  const [tabled, setTabled] = useState<string>();
  const { times, charts } = historyCharts(history);
  if (times.length < 2) {
    return (
      <EmptyState icon={<ChartLine aria-hidden />} title="No measurements in this time">
        The console measures once a second while it runs, and keeps a day. The first points appear in a moment.
      </EmptyState>
    );
  }
  const { fromMs, untilMs, now, setRange } = time;
  const shown = charts.find(({ title }) => title === tabled);
  const marks = history.masterChanges.map(({ at }) => at);
  return (
    <>
      <ChartGrid>
        {charts.map((chart) => (
          <div key={chart.title} className="bg-surface">
            <SmallChart
              {...chart}
              times={times}
              fromMs={fromMs}
              untilMs={untilMs}
              marks={marks}
              onZoom={(from, until) => setRange(stretch(from, until, now))}
              action={
                <IconButton
                  label={`${chart.title} as a table`}
                  icon={<Table2 aria-hidden className="size-3.5" />}
                  onClick={() => setTabled(chart.title)}
                />
              }
            />
          </div>
        ))}
      </ChartGrid>
      <p className="px-4 py-2 text-12 text-ink-muted">
        Drag over a chart to look closer. Times are in your time zone.
        {history.masterChanges.map(({ at, to }) => (
          <span key={`${at} ${to}`}>
            {" "}
            Dashed line at {formatClock(at)}: <span className="font-mono">{to}</span> became the master.
          </span>
        ))}
      </p>
      <Suspense>
        {shown === undefined ? null : (
          <ChartTable
            {...shown}
            times={times}
            fileName={`${name}-${shown.title}-${fromMs}-${untilMs}.csv`
              .replaceAll(/[^A-Za-z0-9.-]+/g, "-")
              .toLowerCase()}
            onClose={() => setTabled(undefined)}
          />
        )}
      </Suspense>
    </>
  );
}
