import { assertTyped } from "#lib/failover/assert-typed.ts";
import { startDisruptive } from "#lib/failover/disruptive-job.ts";
import { takeStock } from "#lib/failover/take-stock.ts";
import type { StartedJob } from "#lib/jobs/schema.ts";
import { defineOperation } from "#lib/operation.ts";
import { assertMayGoRound, checkRound } from "./check-round.ts";
import { ROUND_WHAT, roundJob } from "./round-job.ts";
import { roundPlan } from "./round-plan.ts";
import { StartRoundInput } from "./schema.ts";

/** Restarts every instance, one at a time, without losing a write or the quorum. */
export const startRound = defineOperation({
  name: "rolling.restart",
  summary: "restart all instances one after another",
  kind: "change",
  roles: ["sre"],
  stepUp: true,
  input: StartRoundInput,
  target: ({ deployment, plan }, services) => ({
    deployment,
    shown: roundPlan
      .read(services, deployment, plan)
      .stops.map(({ name }) => name)
      .join(", "),
  }),
  async run(ctx, { deployment, plan: sealed, typed }): Promise<StartedJob> {
    const { stops, master } = roundPlan.open(ctx.services, deployment, sealed, ctx.actor.userId);
    const connections = ctx.services.deployments.get(deployment);
    if (connections.config.environment.production) assertTyped(typed, deployment);
    assertMayGoRound(await checkRound(connections, await takeStock(connections), stops), master);
    return startDisruptive(ctx, roundJob, {
      deployment,
      title: `Rolling restart of ${stops.length} instances`,
      what: ROUND_WHAT,
      input: { stops, master },
    });
  },
});
