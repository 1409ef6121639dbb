"use client";
import { useTimeRange } from "#lib/browser/use-time-range.ts";
import { FailoverStories } from "./failover-stories.tsx";
import { TimelinePanel } from "./timeline-panel.tsx";

interface TimelineOfRangeProps {
  deployment: string;
  /** One instance, host:port, in place of the deployment. */
  instance?: string;
}

/** What happened in the time that the charts show; of the deployment also all failovers before. */
export function TimelineOfRange({ deployment, instance }: TimelineOfRangeProps) {
  const { fromMs, untilMs } = useTimeRange();
  if (instance !== undefined) {
    return <TimelinePanel deployment={deployment} fromMs={fromMs} untilMs={untilMs} instance={instance} />;
  }
  return (
    <>
      <TimelinePanel deployment={deployment} fromMs={fromMs} untilMs={untilMs} />
      <FailoverStories deployment={deployment} />
    </>
  );
}
