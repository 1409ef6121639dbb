import type { StartedJob } from "#lib/jobs/schema.ts";
import { startJob } from "#lib/jobs/start-job.ts";
import { openTyped } from "#lib/keys/key-plan.ts";
import { defineOperation } from "#lib/operation.ts";
import { resetPlan } from "./plan-reset.ts";
import { resetByPatternJob } from "./reset-job.ts";
import { ResetPatternInput } from "./schema.ts";

/** Starts the reset that a plan has shown. */
export const resetByPattern = defineOperation({
  name: "limits.reset-pattern",
  summary: "reset rate limits by a pattern",
  kind: "change",
  roles: ["sre"],
  stepUp: true,
  input: ResetPatternInput,
  target({ deployment, plan }, services) {
    const { keyspace, pattern, count } = resetPlan.read(services, deployment, plan);
    return { deployment, shown: `${count} counters of ${keyspace} that fit ${pattern}` };
  },
  run(ctx, { deployment, plan, typed }): Promise<StartedJob> {
    const confirmation = { deployment, plan, typed, userId: ctx.actor.userId };
    const { keyspace, pattern, count, companions } = openTyped(resetPlan, ctx.services, confirmation);
    return startJob(ctx, resetByPatternJob, {
      deployment,
      title: `Reset ${pattern} of ${keyspace}`,
      input: { keyspace, pattern, planned: count, companions },
    });
  },
});
