import { z } from "zod";
import { Address } from "#lib/config/deployment-schema.ts";
import { CHECK_CATALOGUE, type CheckId } from "#lib/health/catalogue.ts";
import { defineOperation } from "#lib/operation.ts";
import { ROLES } from "#lib/roles.ts";
import { promqlFor } from "./promql-for.ts";
import type { CheckQueries } from "./schema.ts";
import { thresholdLimits } from "./threshold-limits.ts";

// The catalogue's own keys, of which there are some.
const CHECK_IDS = Object.keys(CHECK_CATALOGUE) as [CheckId, ...CheckId[]];

export const getCheckQueries = defineOperation({
  name: "metrics.queries",
  summary: "see a check as PromQL",
  kind: "read",
  roles: ROLES,
  input: z.strictObject({ deployment: z.string(), check: z.enum(CHECK_IDS), instance: Address.optional() }),
  async run({ services }, { deployment, check, instance = null }): Promise<CheckQueries> {
    const { name, config } = services.deployments.get(deployment);
    return { queries: promqlFor({ checkId: check, deployment: name, instance, thresholds: thresholdLimits(config) }) };
  },
});
