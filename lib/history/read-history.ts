import { sql } from "kysely";
import type { Store } from "#lib/store/store.ts";
import { type Metric, STEP_MS } from "./metrics.ts";
import { readMasterChanges } from "./read-master-changes.ts";
import type { MetricHistory } from "./schema.ts";

type Measured = Omit<MetricHistory, "keptFromMs">;

interface HistoryQuestion {
  store: Store;
  deployment: string;
  /** host:port; without it, whichever was the master at the time. */
  instance?: string | undefined;
  from: number;
  until: number;
}

const MOST_ANSWERS = 200;
/** More points than a chart has room for say nothing more. */
const MOST_POINTS = 400;
const answers = new WeakMap<Store, Map<string, Promise<Measured>>>();

/** From the first step of the range in which anything was measured; a long range in wider steps. */
export function readHistory(question: HistoryQuestion): Promise<Measured> {
  const { store, deployment, instance, from, until } = question;
  const known = answers.get(store) ?? new Map<string, Promise<Measured>>();
  answers.set(store, known);
  // Until the next step the answer is the same, however many people look.
  const key = JSON.stringify([deployment, instance, from, until]);
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size >= MOST_ANSWERS) known.clear();
  const answer = readSteps(question);
  known.set(key, answer);
  answer.catch(() => known.delete(key));
  return answer;
}

async function readSteps(question: HistoryQuestion): Promise<Measured> {
  const stepMs = Math.max(1, Math.ceil((question.until - question.from) / MOST_POINTS / STEP_MS)) * STEP_MS;
  const range = {
    ...question,
    stepMs,
    from: Math.floor(question.from / stepMs) * stepMs,
    until: Math.ceil(question.until / stepMs) * stepMs,
  };
  const [samples, masterChanges] = await Promise.all([readSamples(range), readMasterChanges(range)]);
  const fromMs = samples.reduce((first, { at }) => Math.min(first, at), range.until);
  const steps = (range.until - fromMs) / stepMs;
  const series = (metric: Metric): (number | null)[] => {
    const values = Array.from<number | null>({ length: steps }).fill(null);
    for (const sample of samples) if (sample.metric === metric) values[(sample.at - fromMs) / stepMs] = sample.value;
    return values;
  };
  return {
    fromMs,
    stepMs,
    opsPerSecond: series("opsPerSecond"),
    usedMemoryBytes: series("usedMemoryBytes"),
    maxMemoryBytes: series("maxMemoryBytes"),
    hitRate: series("hitRate"),
    clients: series("clients"),
    lagBytes: series("lagBytes"),
    evictionsPerSecond: series("evictionsPerSecond"),
    masterChanges,
  };
}

interface Range extends HistoryQuestion {
  stepMs: number;
}

/** One sample a metric and step, however many instances there are. Only replicas lag, so lag is the largest of theirs. */
async function readSamples({ store, deployment, instance, from, until, stepMs }: Range) {
  // Written into the statement, for PostgreSQL takes two equal parameters for different expressions.
  const step = sql<number>`(${sql.ref("sample.at")} / ${sql.lit(stepMs)}) * ${sql.lit(stepMs)}`;
  const query = store.db
    .selectFrom("metric_sample as sample")
    .select(({ fn }) => [
      "sample.metric",
      step.as("at"),
      fn.max("sample.value").as("most"),
      fn.avg<number>("sample.value").as("mean"),
    ])
    .where("sample.deployment", "=", deployment)
    .where("sample.at", ">=", from)
    .where("sample.at", "<", until)
    .groupBy(["sample.metric", step]);
  const rows = await (instance !== undefined
    ? query.where("sample.instance", "=", instance)
    : query.where(({ or, eb, exists, selectFrom }) =>
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
  ).execute();
  // A short peak of lag or evictions would vanish in a mean.
  return rows.map(({ metric, at, most, mean }) => ({
    metric,
    at: Number(at),
    value: metric === "lagBytes" || metric === "evictionsPerSecond" ? most : Number(mean),
  }));
}
