import type { StartedJob } from "#lib/jobs/schema.ts";
import { startJob } from "#lib/jobs/start-job.ts";
import { defineOperation } from "#lib/operation.ts";
import { bigKeysJob } from "./big-keys-job.ts";
import { InspectInput } from "./inspect-input.ts";
import { sampleSource } from "./sample-source.ts";

export const bigKeysTitle = (instance: string) => `Big keys of ${instance}`;

/** Starts a bounded look at the keys of an instance; a replica answers for its master. */
export const sampleBigKeys = defineOperation({
  name: "inspect.sample-big-keys",
  summary: "look for big keys",
  kind: "access",
  roles: ["engineer", "sre"],
  input: InspectInput,
  target: ({ deployment, instance }) => ({ deployment, shown: `big keys of ${instance}` }),
  async run(ctx, { deployment, instance }): Promise<StartedJob> {
    // Who cannot be reached is told at once, and not by a job that fails.
    await sampleSource(ctx.services.deployments.get(deployment), instance);
    return startJob(ctx, bigKeysJob, { deployment, title: bigKeysTitle(instance), input: { instance } });
  },
});
