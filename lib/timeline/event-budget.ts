/** A burst may be so large, as that of a failover is; then so many a minute. */
const BURST = 150;
const A_MINUTE = 10;
const MINUTE_MS = 60_000;

/** Keeps a flood of events from filling the store: each source has a bucket of its own. */
export interface EventBudget {
  /** False when the event must be left out; it is counted. */
  take(source: string, at: number): boolean;
  /** Sources that may speak again, and how many of their events were left out; asks once, then forgets. */
  leftOut(at: number): { source: string; count: number }[];
}

export function createEventBudget(): EventBudget {
  const buckets = new Map<string, { tokens: number; at: number; leftOut: number; since: number }>();
  return {
    take(source, at) {
      const bucket = buckets.get(source) ?? { tokens: BURST, at, leftOut: 0, since: at };
      buckets.set(source, bucket);
      const earned = (Math.max(0, at - bucket.at) / MINUTE_MS) * A_MINUTE;
      bucket.tokens = Math.min(BURST, bucket.tokens + earned);
      bucket.at = Math.max(bucket.at, at);
      if (bucket.tokens >= 1) {
        bucket.tokens -= 1;
        return true;
      }
      if (bucket.leftOut === 0) bucket.since = at;
      bucket.leftOut += 1;
      return false;
    },
    leftOut(at) {
      const told = [...buckets].filter(([, { leftOut, since }]) => leftOut > 0 && at - since >= MINUTE_MS);
      return told.map(([source, bucket]) => {
        const count = bucket.leftOut;
        bucket.leftOut = 0;
        return { source, count };
      });
    },
  };
}
