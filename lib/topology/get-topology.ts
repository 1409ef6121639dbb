import { z } from "zod";
import { DomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import { ROLES } from "#lib/roles.ts";
import type { Topology } from "./schema.ts";
import { pollerFor } from "./start-pollers.ts";

const FIRST_WITHIN_MS = 2_500;

export const getTopology = defineOperation({
  name: "topology.get",
  summary: "see the state of a deployment",
  kind: "read",
  roles: ROLES,
  input: z.strictObject({ deployment: z.string() }),
  async run({ services, signal }, { deployment }): Promise<Topology> {
    const { name } = services.deployments.get(deployment);
    const topology = await pollerFor(name).current(AbortSignal.any([signal, AbortSignal.timeout(FIRST_WITHIN_MS)]));
    if (topology !== undefined) return topology;
    throw new DomainError("TIMEOUT", `The first look at ${name} has not ended yet.`, {
      advice: "Nothing was changed. Try again in a moment.",
    });
  },
});
