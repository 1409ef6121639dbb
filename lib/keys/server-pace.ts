const SMALLEST_BATCH = 100;
const LARGEST_BATCH = 1_000;
const FIRST_BATCH = 500;
/** What others may feel of a bulk job: this much more than they waited before it began. */
const BEARABLE_MS = 4;
const REST_MS = 25;
/** Of the times heard, these are kept for the report. */
const MOST_TIMES = 10_000;

export interface Felt {
  /** The typical time of a PING before the work began. */
  readonly beforeMs: number;
  readonly p99Ms: number;
  readonly mostMs: number;
}

/** Steers the size of batches by how long others wait: a smaller batch lets them in sooner, fewer batches would not. */
export interface ServerPace {
  readonly batch: number;
  /** How long to rest before the next batch. */
  readonly restMs: number;
  hear(pingMs: number): void;
  felt(): Felt;
}

export function createServerPace(beforeMs: number): ServerPace {
  const times: number[] = [];
  let batch = FIRST_BATCH;
  let restMs = 0;
  return {
    get batch() {
      return batch;
    },
    get restMs() {
      return restMs;
    },
    hear(pingMs) {
      if (times.length < MOST_TIMES) times.push(pingMs);
      const isFelt = pingMs > beforeMs + BEARABLE_MS;
      batch = isFelt
        ? Math.max(SMALLEST_BATCH, Math.floor(batch / 2))
        : Math.min(LARGEST_BATCH, Math.ceil(batch * 1.1));
      // When the smallest batch is still felt, something else keeps the server busy: give way to it.
      restMs = isFelt && batch === SMALLEST_BATCH ? REST_MS : 0;
    },
    felt() {
      const sorted = times.toSorted((one, other) => one - other);
      return {
        beforeMs,
        p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? beforeMs,
        mostMs: sorted.at(-1) ?? beforeMs,
      };
    },
  };
}
