import type { StartedJob } from "#lib/jobs/schema.ts";
import { startJob } from "#lib/jobs/start-job.ts";
import { openTyped } from "#lib/keys/key-plan.ts";
import { defineOperation } from "#lib/operation.ts";
import { fingerprint } from "./fingerprint.ts";
import { type CompiledLimiter, limiterNamed } from "./limit-keyspace.ts";
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
    const limiter = limiterNamed(services.deployments.get(deployment).config, keyspace);
    return { deployment, shown: `${count} counters of ${keyspace} that fit ${nameOf(pattern, limiter)}` };
  },
  run(ctx, { deployment, plan, typed }): Promise<StartedJob> {
    const confirmation = { deployment, plan, typed, userId: ctx.actor.userId };
    const { keyspace, pattern, count, companions } = openTyped(resetPlan, ctx.services, confirmation);
    const limiter = limiterNamed(ctx.services.deployments.get(deployment).config, keyspace);
    return startJob(ctx, resetByPatternJob, {
      deployment,
      title: `Reset ${nameOf(pattern, limiter)} of ${keyspace}`,
      input: { keyspace, pattern, planned: count, companions },
    });
  },
});

/** Where subjects are secrets, a pattern that is more than the form of the keys may hold a part of one. */
function nameOf(pattern: string, { config, globs: [glob] }: CompiledLimiter): string {
  const isForm = pattern === "*" || glob?.equals(Buffer.from(pattern)) === true;
  return config.secretSubject && !isForm ? `#${fingerprint(Buffer.from(pattern))}` : pattern;
}
