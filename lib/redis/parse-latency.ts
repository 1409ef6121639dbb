/** One kind of spike that LATENCY LATEST remembers. */
export interface LatencyEvent {
  readonly name: string;
  /** Of the latest spike, in ms since the epoch. */
  readonly at: number;
  readonly latestMs: number;
  readonly worstMs: number;
}

export interface LatencySpike {
  readonly at: number;
  readonly ms: number;
}

/** Takes the reply of LATENCY LATEST. Never throws: what is no event is passed over. */
export function parseLatencyLatest(reply: unknown): LatencyEvent[] {
  if (!Array.isArray(reply)) return [];
  return reply.flatMap((entry: unknown) => {
    if (!Array.isArray(entry)) return [];
    const [name, seconds, latestMs, worstMs]: unknown[] = entry;
    if (!isEventName(name) || !isCount(seconds) || !isCount(latestMs) || !isCount(worstMs)) return [];
    return [{ name, at: seconds * 1000, latestMs, worstMs }];
  });
}

/** Takes the reply of LATENCY HISTORY, the oldest first. Never throws. */
export function parseLatencyHistory(reply: unknown): LatencySpike[] {
  if (!Array.isArray(reply)) return [];
  return reply.flatMap((entry: unknown) => {
    if (!Array.isArray(entry)) return [];
    const [seconds, ms]: unknown[] = entry;
    return isCount(seconds) && isCount(ms) ? [{ at: seconds * 1000, ms }] : [];
  });
}

function isEventName(value: unknown): value is string {
  return typeof value === "string" && /^[a-z0-9-]{1,60}$/.test(value);
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
