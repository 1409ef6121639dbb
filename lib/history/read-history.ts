import type { Store } from "#lib/store/store.ts";
import type { MetricSampleRow } from "#lib/store/tables.ts";
import { type Metric, STEP_MS } from "./metrics.ts";
import type { MetricHistory } from "./schema.ts";

const HOUR_MS = 3_600_000;

interface HistoryQuestion {
  store: Store;
  deployment: string;
  /** host:port; without it, whichever was the master at the time. */
  instance?: string | undefined;
  now: number;
}

/** The last hour up to the last whole step, from the first step of it in which anything was measured. */
export async function readHistory({ store, deployment, instance, now }: HistoryQuestion): Promise<MetricHistory> {
  const end = Math.floor(now / STEP_MS) * STEP_MS;
  const rows = await store.db
    .selectFrom("metric_sample")
    .select(["instance", "metric", "at", "value"])
    .where("deployment", "=", deployment)
    .where("at", ">=", end - HOUR_MS)
    .where("at", "<", end)
    .execute();
  const own = instance === undefined ? ofMasters(rows) : rows.filter((row) => row.instance === instance);
  const fromMs = own.reduce((first, { at }) => Math.min(first, at), end);
  const steps = (end - fromMs) / STEP_MS;
  const series = (metric: Metric, from: readonly Sample[]): (number | null)[] => {
    const values = Array.from<number | null>({ length: steps }).fill(null);
    for (const row of from) {
      if (row.metric !== metric) continue;
      const step = (row.at - fromMs) / STEP_MS;
      values[step] = Math.max(values[step] ?? Number.NEGATIVE_INFINITY, row.value);
    }
    return values;
  };
  return {
    fromMs,
    stepMs: STEP_MS,
    opsPerSecond: series("opsPerSecond", own),
    usedMemoryBytes: series("usedMemoryBytes", own),
    maxMemoryBytes: series("maxMemoryBytes", own),
    hitRate: series("hitRate", own),
    clients: series("clients", own),
    // Only replicas lag, so of a deployment it is the largest of theirs.
    lagBytes: series("lagBytes", instance === undefined ? rows.filter(({ at }) => at >= fromMs) : own),
    evictionsPerSecond: series("evictionsPerSecond", own),
  };
}

type Sample = Pick<MetricSampleRow, "instance" | "metric" | "at" | "value">;

function ofMasters(rows: readonly Sample[]): Sample[] {
  const masters = new Set(
    rows.filter(({ metric }) => metric === "isMaster").map(({ instance, at }) => `${at} ${instance}`),
  );
  return rows.filter(({ instance, at }) => masters.has(`${at} ${instance}`));
}
