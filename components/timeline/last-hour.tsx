"use client";
import { useClockText } from "#lib/browser/use-clock.ts";
import { FailoverStories } from "./failover-stories.tsx";
import { TimelinePanel } from "./timeline-panel.tsx";

const HOUR_MS = 3_600_000;
const STEP_MS = 10_000;

/** The last hour's events, and all failovers before. */
export function LastHour({ deployment }: { deployment: string }) {
  const untilMs = Number(useClockText((now) => `${Math.ceil(now / STEP_MS) * STEP_MS}`));
  return (
    <>
      <TimelinePanel deployment={deployment} fromMs={untilMs - HOUR_MS} untilMs={untilMs} />
      <FailoverStories deployment={deployment} />
    </>
  );
}
