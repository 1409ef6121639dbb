import type { OperationContext } from "#lib/context.ts";
import type { JobKind } from "#lib/jobs/define-job.ts";
import type { StartedJob } from "#lib/jobs/schema.ts";
import { defineOperation } from "#lib/operation.ts";
import type { Services } from "#lib/services.ts";
import { assertTyped } from "./assert-typed.ts";
import { startDisruptive } from "./disruptive-job.ts";
import { nativeFailoverJob, safeFailoverJob } from "./failover-job.ts";
import { failoverPlan } from "./failover-plan.ts";
import { StartFailoverInput } from "./schema.ts";

/** Switches the master without losing an acknowledged write. */
export const startSafeFailover = defineOperation({
  name: "failover.safe",
  summary: "fail over",
  kind: "change",
  roles: ["sre"],
  stepUp: true,
  input: StartFailoverInput,
  target: planTarget,
  run(ctx, input) {
    const { environment } = ctx.services.deployments.get(input.deployment).config;
    return start(ctx, input, { kind: safeFailoverJob, title: "Safe failover", mustType: environment.production });
  },
});

/** The emergency: SENTINEL FAILOVER as it is, with the writes that it loses. */
export const startNativeFailover = defineOperation({
  name: "failover.native",
  summary: "fail over without pausing writes",
  kind: "change",
  roles: ["sre"],
  stepUp: true,
  input: StartFailoverInput,
  target: planTarget,
  run: (ctx, input) =>
    start(ctx, input, {
      kind: nativeFailoverJob,
      title: "Emergency failover, without a pause of writes",
      mustType: true,
    }),
});

interface Start {
  kind: JobKind<typeof safeFailoverJob.input>;
  title: string;
  mustType: boolean;
}

async function start(
  ctx: OperationContext,
  { deployment, plan: sealed, typed = "" }: StartFailoverInput,
  { kind, title, mustType }: Start,
): Promise<StartedJob> {
  const plan = failoverPlan.open(ctx.services, deployment, sealed, ctx.actor.userId);
  if (mustType) assertTyped(typed, deployment);
  return startDisruptive(ctx, kind, {
    deployment,
    title: `${title} from ${plan.master}`,
    what: "a failover",
    input: { master: plan.master },
  });
}

function planTarget({ deployment, plan }: { deployment: string; plan: string }, services: Services) {
  const { master, chosen } = failoverPlan.read(services, deployment, plan);
  return { deployment, shown: `master ${master}, to ${chosen ?? "nobody"}` };
}
