import type { Store } from "#lib/store/store.ts";
import { type Metric, SETTLED_AFTER_MS, STEP_MS } from "./metrics.ts";
import type { MetricHistory } from "./schema.ts";

const HOUR_MS = 3_600_000;

interface HistoryQuestion {
  store: Store;
  deployment: string;
  /** host:port; without it, whichever was the master at the time. */
  instance?: string | undefined;
  now: number;
}

const MOST_ANSWERS = 200;
const answers = new WeakMap<Store, Map<string, Promise<MetricHistory>>>();

/** The last hour up to the last step that is written, from the first step of it in which anything was measured. */
export function readHistory({ store, deployment, instance, now }: HistoryQuestion): Promise<MetricHistory> {
  const end = Math.floor((now - SETTLED_AFTER_MS) / STEP_MS) * STEP_MS;
  const known = answers.get(store) ?? new Map<string, Promise<MetricHistory>>();
  answers.set(store, known);
  // Until the next step the answer is the same, however many people look.
  const key = JSON.stringify([deployment, instance, end]);
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size >= MOST_ANSWERS) known.clear();
  const answer = readUpTo(end, store, deployment, instance);
  known.set(key, answer);
  answer.catch(() => known.delete(key));
  return answer;
}

async function readUpTo(
  end: number,
  store: Store,
  deployment: string,
  instance: string | undefined,
): Promise<MetricHistory> {
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
