import type { OperationContext } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import type { StartedJob } from "#lib/jobs/schema.ts";
import { startJob } from "#lib/jobs/start-job.ts";
import { openTyped } from "#lib/keys/key-plan.ts";
import { defineOperation } from "#lib/operation.ts";
import type { Services } from "#lib/services.ts";
import { flushCacheJob } from "./flush-job.ts";
import { flushPlan, LARGE_FLUSH } from "./flush-plan.ts";
import { FlushInput } from "./schema.ts";

/** Starts the flush that a plan has shown. */
export const flushCache = defineOperation({
  name: "cache.flush",
  summary: "flush a cache by a pattern",
  kind: "change",
  roles: ["engineer", "sre"],
  input: FlushInput,
  target: planTarget,
  run(ctx, input) {
    const { count } = flushPlan.read(ctx.services, input.deployment, input.plan);
    if (count > LARGE_FLUSH) {
      throw new DomainError("FORBIDDEN", `More than ${LARGE_FLUSH} keys at once are not flushed this way.`, {
        advice: "Someone with the role sre can, after confirming the password.",
      });
    }
    return start(ctx, input);
  },
});

/** The same for more than an engineer may flush at once. */
export const flushLargeCache = defineOperation({
  name: "cache.flush-large",
  summary: "flush more than ten thousand keys of a cache",
  kind: "change",
  roles: ["sre"],
  stepUp: true,
  input: FlushInput,
  target: planTarget,
  run: start,
});

function start(ctx: OperationContext, { deployment, plan, typed }: FlushInput): Promise<StartedJob> {
  const confirmation = { deployment, plan, typed, userId: ctx.actor.userId };
  const { keyspace, pattern, count, estimatedBytes = 0 } = openTyped(flushPlan, ctx.services, confirmation);
  return startJob(ctx, flushCacheJob, {
    deployment,
    title: `Flush ${pattern} of ${keyspace}`,
    input: { keyspace, pattern, planned: count, plannedBytes: estimatedBytes },
  });
}

function planTarget({ deployment, plan }: { deployment: string; plan: string }, services: Services) {
  const { keyspace, pattern, count } = flushPlan.read(services, deployment, plan);
  return { deployment, shown: `${count} keys of ${keyspace} that fit ${pattern}` };
}
