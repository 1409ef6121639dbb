import { z } from "zod";
import { defineOperation } from "#lib/operation.ts";
import { ROLES } from "#lib/roles.ts";
import type { Topology } from "./schema.ts";
import { pollerFor } from "./start-pollers.ts";

/** Snapshots as they come; who reads slowly gets fewer, and always the newest. */
export const watchTopology = defineOperation({
  name: "topology.watch",
  summary: "watch a deployment",
  kind: "read",
  roles: ROLES,
  input: z.strictObject({ deployment: z.string() }),
  async run({ services, signal }, { deployment }): Promise<AsyncIterable<Topology>> {
    const { name } = services.deployments.get(deployment);
    return pollerFor(name).watch(signal);
  },
});
