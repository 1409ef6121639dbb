"use client";
import { useTimeRange } from "#lib/browser/use-time-range.ts";
import { FailoverStories } from "./failover-stories.tsx";
import { TimelinePanel } from "./timeline-panel.tsx";

/** What happened in the time that the charts show, and all failovers before. */
export function TimelineOfRange({ deployment }: { deployment: string }) {
  const { fromMs, untilMs } = useTimeRange();
  return (
    <>
      <TimelinePanel deployment={deployment} fromMs={fromMs} untilMs={untilMs} />
      <FailoverStories deployment={deployment} />
    </>
  );
}
