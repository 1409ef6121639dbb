import { z } from "zod";
import { Address } from "#lib/config/deployment-schema.ts";
import { defineOperation } from "#lib/operation.ts";
import { ROLES } from "#lib/roles.ts";
import { KEPT_MS, SETTLED_AFTER_MS, STEP_MS } from "./metrics.ts";
import { readHistory } from "./read-history.ts";
import { HistoryRange, type MetricHistory } from "./schema.ts";

const HOUR_MS = 3_600_000;

export const getHistory = defineOperation({
  name: "history.get",
  summary: "see the history of a deployment",
  kind: "read",
  roles: ROLES,
  input: HistoryRange.safeExtend({ deployment: z.string(), instance: Address.optional() }),
  async run({ services }, { deployment, instance, hours = 1, fromMs, untilMs }): Promise<MetricHistory> {
    const { name } = services.deployments.get(deployment);
    // Of the step under way nothing is written yet.
    const end = Math.floor((services.now() - SETTLED_AFTER_MS) / STEP_MS) * STEP_MS;
    const until = Math.min(untilMs ?? end, end);
    const from = Math.max(fromMs ?? until - hours * HOUR_MS, end - KEPT_MS);
    return readHistory({ store: services.store, deployment: name, instance, from: Math.min(from, until), until });
  },
});
