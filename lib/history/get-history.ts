import { z } from "zod";
import { Address } from "#lib/config/deployment-schema.ts";
import { defineOperation } from "#lib/operation.ts";
import { ROLES } from "#lib/roles.ts";
import { readHistory } from "./read-history.ts";
import type { MetricHistory } from "./schema.ts";

export const getHistory = defineOperation({
  name: "history.get",
  summary: "see the history of a deployment",
  kind: "read",
  roles: ROLES,
  input: z.strictObject({ deployment: z.string(), instance: Address.optional() }),
  async run({ services }, { deployment, instance }): Promise<MetricHistory> {
    const { name } = services.deployments.get(deployment);
    return readHistory({ store: services.store, deployment: name, instance, now: services.now() });
  },
});
