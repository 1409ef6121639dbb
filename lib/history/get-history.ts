import { z } from "zod";
import { Address } from "#lib/config/deployment-schema.ts";
import { defineOperation } from "#lib/operation.ts";
import { ROLES } from "#lib/roles.ts";
import { keptRange } from "./kept-range.ts";
import { readHistory } from "./read-history.ts";
import { HistoryRange, type MetricHistory } from "./schema.ts";

export const getHistory = defineOperation({
  name: "history.get",
  summary: "see the history of a deployment",
  kind: "read",
  roles: ROLES,
  input: HistoryRange.safeExtend({ deployment: z.string(), instance: Address.optional() }),
  async run({ services }, { deployment, instance, ...range }): Promise<MetricHistory> {
    const { name } = services.deployments.get(deployment);
    const { from, until, keptFrom } = keptRange(range, services.now());
    const measured = await readHistory({ store: services.store, deployment: name, instance, from, until });
    return { ...measured, keptFromMs: keptFrom };
  },
});
