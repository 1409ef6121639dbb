import type { OperationContext } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import type { StartedJob } from "#lib/jobs/schema.ts";
import { startJob } from "#lib/jobs/start-job.ts";
import { defineOperation } from "#lib/operation.ts";
import type { Services } from "#lib/services.ts";
import { flushCacheJob } from "./flush-job.ts";
import { LARGE_FLUSH, openFlush, readFlush } from "./flush-plan.ts";
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
    const { count } = readFlush(ctx.services, input.deployment, input.plan);
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
  const { keyspace, pattern, count, estimatedBytes } = openFlush(ctx.services, deployment, plan, ctx.actor.userId);
  if (typed.replaceAll(/[,.\s]/g, "") !== String(count)) {
    throw new DomainError("INVALID_INPUT", "The number typed is not the number of keys of the plan.", {
      where: "typed",
      fieldErrors: { typed: [`Type ${count}, the number of keys that would be deleted.`] },
    });
  }
  return startJob(ctx, flushCacheJob, {
    deployment,
    title: `Flush ${pattern} of ${keyspace}`,
    input: { keyspace, pattern, planned: count, plannedBytes: estimatedBytes },
  });
}

function planTarget({ deployment, plan }: { deployment: string; plan: string }, services: Services) {
  const { keyspace, pattern, count } = readFlush(services, deployment, plan);
  return { deployment, shown: `${count} keys of ${keyspace} that fit ${pattern}` };
}
