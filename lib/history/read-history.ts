import type { Store } from "#lib/store/store.ts";
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
  const samples = await readSamples(store, { deployment, instance, from: end - HOUR_MS, until: end });
  const fromMs = samples.reduce((first, { at }) => Math.min(first, at), end);
  const steps = (end - fromMs) / STEP_MS;
  const series = (metric: Metric): (number | null)[] => {
    const values = Array.from<number | null>({ length: steps }).fill(null);
    for (const sample of samples) if (sample.metric === metric) values[(sample.at - fromMs) / STEP_MS] = sample.value;
    return values;
  };
  return {
    fromMs,
    stepMs: STEP_MS,
    opsPerSecond: series("opsPerSecond"),
    usedMemoryBytes: series("usedMemoryBytes"),
    maxMemoryBytes: series("maxMemoryBytes"),
    hitRate: series("hitRate"),
    clients: series("clients"),
    lagBytes: series("lagBytes"),
    evictionsPerSecond: series("evictionsPerSecond"),
  };
}

interface Range {
  deployment: string;
  instance: string | undefined;
  from: number;
  until: number;
}

/** One sample a metric and step, however many instances there are. Only replicas lag, so lag is the largest of theirs. */
function readSamples(store: Store, { deployment, instance, from, until }: Range) {
  const query = store.db
    .selectFrom("metric_sample as sample")
    .select(({ fn }) => ["sample.metric", "sample.at", fn.max("sample.value").as("value")])
    .where("sample.deployment", "=", deployment)
    .where("sample.at", ">=", from)
    .where("sample.at", "<", until)
    .groupBy(["sample.metric", "sample.at"]);
  if (instance !== undefined) return query.where("sample.instance", "=", instance).execute();
  return query
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb("sample.metric", "=", "lagBytes"),
        exists(
          selectFrom("metric_sample as master")
            .select("master.at")
            .whereRef("master.deployment", "=", "sample.deployment")
            .whereRef("master.instance", "=", "sample.instance")
            .where("master.metric", "=", "isMaster")
            .whereRef("master.at", "=", "sample.at"),
        ),
      ]),
    )
    .execute();
}
