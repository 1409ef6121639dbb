import { log } from "#lib/log.ts";
import type { Store } from "#lib/store/store.ts";
import type { MetricSampleRow } from "#lib/store/tables.ts";
import { createInterval, type Interval } from "./interval.ts";
import { KEPT_MS, STEP_MS } from "./metrics.ts";

const TRIM_EVERY_MS = 600_000;
/** SQLite takes 32,766 variables a statement, five of which make a row. */
const ROWS_A_STATEMENT = 1_000;

/** What one look at an instance measured. */
export interface Measure {
  instance: string;
  at: number;
  runId: string;
  isMaster: boolean;
  /** Totals since the instance's start. */
  counters: { commands: number; hits: number; misses: number; evicted: number };
  usedMemoryBytes: number;
  maxMemoryBytes: number | null;
  clients: number;
  lagBytes: number | null;
}

/** Sums looks up to one row per metric, instance and interval. */
export interface HistoryRecorder {
  /** Never throws: a store that fails must not stop the looking. */
  record(deployment: string, measures: readonly Measure[]): void;
  /** Waits for what is being written; the interval under way is lost. */
  close(): Promise<void>;
}

export function createHistoryRecorder(store: Store): HistoryRecorder {
  const open = new Map<string, Interval>();
  let writing: Promise<void> = Promise.resolve();
  let trimmedAt = 0;
  let isFailing = false;

  async function write(rows: MetricSampleRow[], now: number): Promise<void> {
    try {
      for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
        const batch = rows.slice(from, from + ROWS_A_STATEMENT);
        // Another console process may have measured the same interval.
        await store.db
          .insertInto("metric_sample")
          .values(batch)
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
      if (now - trimmedAt >= TRIM_EVERY_MS) {
        trimmedAt = now;
        await store.db
          .deleteFrom("metric_sample")
          .where("at", "<", now - KEPT_MS)
          .execute();
      }
      isFailing = false;
    } catch (thrown) {
      if (!isFailing) log.error("measures could not be stored", { thrown });
      isFailing = true;
    }
  }

  function add(deployment: string, measure: Measure): MetricSampleRow[] {
    const key = JSON.stringify([deployment, measure.instance]);
    const start = Math.floor(measure.at / STEP_MS) * STEP_MS;
    const before = open.get(key);
    if (before?.start === start) {
      before.add(measure);
      return [];
    }
    open.set(key, createInterval(start, measure, before?.last));
    const rows = before?.rows() ?? [];
    return rows.map((row) => ({ ...row, deployment, instance: measure.instance }));
  }

  function forgetOld(now: number): void {
    for (const [key, interval] of open) if (now - interval.start > KEPT_MS) open.delete(key);
  }

  return {
    record(deployment, measures) {
      const rows = measures.flatMap((measure) => add(deployment, measure));
      if (rows.length === 0) return;
      const now = Math.max(...measures.map(({ at }) => at));
      forgetOld(now);
      writing = writing.then(() => write(rows, now));
    },
    close: () => writing,
  };
}
