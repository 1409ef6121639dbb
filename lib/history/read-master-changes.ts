import type { Store } from "#lib/store/store.ts";
import { STEP_MS } from "./metrics.ts";
import type { MetricHistory } from "./schema.ts";

interface Stretch {
  store: Store;
  deployment: string;
  from: number;
  until: number;
}

/** Exact to the stored step, however wide the steps of the answer are. */
export async function readMasterChanges(stretch: Stretch): Promise<MetricHistory["masterChanges"]> {
  const changes: MetricHistory["masterChanges"] = [];
  let master: string | undefined;
  for (const { at, instance } of await readBeginnings(stretch)) {
    if (master !== undefined && instance !== master) changes.push({ at, to: instance });
    master = instance;
  }
  return changes;
}

/** Each step in which an instance was the master and in the step before was not. */
function readBeginnings({ store, deployment, from, until }: Stretch) {
  return store.db
    .selectFrom("metric_sample as now")
    .select(["now.instance", "now.at"])
    .where("now.deployment", "=", deployment)
    .where("now.metric", "=", "isMaster")
    .where("now.at", ">=", from)
    .where("now.at", "<", until)
    .where(({ not, exists, selectFrom, eb }) =>
      not(
        exists(
          selectFrom("metric_sample as before")
            .select("before.at")
            .whereRef("before.deployment", "=", "now.deployment")
            .whereRef("before.instance", "=", "now.instance")
            .where("before.metric", "=", "isMaster")
            .whereRef("before.at", "=", eb("now.at", "-", STEP_MS))
            .where("before.at", ">=", from),
        ),
      ),
    )
    .orderBy("now.at")
    .execute();
}
