"use client";
import { useQuery } from "@tanstack/react-query";
import { ChartLine } from "lucide-react";
import { SmallChart } from "#components/charts/small-chart.tsx";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { historyQuery } from "#lib/browser/history-query.ts";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { MetricHistory } from "#lib/history/schema.ts";
import { historyCharts } from "./history-charts.ts";
import { ChartGrid, ChartSkeletons } from "./history-skeleton.tsx";

interface HistoryPanelProps {
  deployment: string;
  /** One instance, host:port, in place of the deployment. */
  instance?: string;
}

export function HistoryPanel({ deployment, instance }: HistoryPanelProps) {
  const { data, error, refetch } = useQuery(historyQuery(deployment, instance));
  return (
    <Panel
      title="Last hour"
      isFlush
      aside={instance === undefined ? <span className="text-12 text-ink-muted">the master, your time zone</span> : null}
    >
      {data !== undefined ? (
        <Charts history={data} />
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

function Charts({ history }: { history: MetricHistory }) {
  const { times, charts } = historyCharts(history);
  if (times.length < 2) {
    return (
      <EmptyState icon={<ChartLine aria-hidden />} title="No measurements yet">
        The console measures once a second while it runs. The first points appear in a moment.
      </EmptyState>
    );
  }
  return (
    <ChartGrid>
      {charts.map((chart) => (
        <div key={chart.title} className="bg-surface">
          <SmallChart {...chart} times={times} />
        </div>
      ))}
    </ChartGrid>
  );
}
