"use client";
import { useQuery } from "@tanstack/react-query";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { formatClock } from "#lib/browser/format-time.ts";
import { historyQuery } from "#lib/browser/history-query.ts";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import { useTimeRange } from "#lib/browser/use-time-range.ts";
import { HistoryGrid } from "./history-grid.tsx";
import { ChartSkeletons } from "./history-skeleton.tsx";
import { RangeBar } from "./range-bar.tsx";

interface HistoryPanelProps {
  deployment: string;
  /** One instance, host:port, in place of the deployment. */
  instance?: string;
}

export function HistoryPanel({ deployment, instance }: HistoryPanelProps) {
  const time = useTimeRange();
  const { data, error, refetch, dataUpdatedAt } = useQuery(historyQuery(deployment, time.range, instance));
  const isStale = data !== undefined && error !== null;
  return (
    <Panel title="Measures" isFlush aside={<RangeBar time={time} />}>
      {isStale ? (
        <p role="status" className="px-4 pb-2 text-12 text-warning">
          As of {formatClock(dataUpdatedAt)}, reconnecting
        </p>
      ) : null}
      {data !== undefined ? (
        <HistoryGrid history={data} time={time} source={`${deployment}-${instance ?? "master"}`} />
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
