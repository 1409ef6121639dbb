import { KEPT_MS, SETTLED_AFTER_MS, STEP_MS } from "./metrics.ts";
import type { HistoryRange } from "./schema.ts";

const HOUR_MS = 3_600_000;
/** The picture of many hours changes slowly, and is much to read: its end moves once a minute. */
const LONG_STEP_MS = 60_000;

interface KeptRange {
  from: number;
  until: number;
  keptFrom: number;
}

/** What of the asked range is kept and written by now. */
export function keptRange({ hours = 1, fromMs, untilMs }: HistoryRange, now: number): KeptRange {
  // Of the step under way nothing is written yet.
  const end = floor(now - SETTLED_AFTER_MS, STEP_MS);
  const keptFrom = end - KEPT_MS;
  if (fromMs === undefined || untilMs === undefined) {
    const until = hours === 1 ? end : floor(end, LONG_STEP_MS);
    return { from: Math.max(until - hours * HOUR_MS, keptFrom), until, keptFrom };
  }
  const until = Math.min(untilMs, end);
  return { from: Math.min(Math.max(fromMs, keptFrom), until), until, keptFrom };
}

function floor(at: number, stepMs: number): number {
  return Math.floor(at / stepMs) * stepMs;
}
