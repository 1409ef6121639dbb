import type { StartedJob } from "#lib/jobs/schema.ts";
import { defineOperation } from "#lib/operation.ts";
import { assertTyped } from "./assert-typed.ts";
import { startDisruptive } from "./disruptive-job.ts";
import { assertMayDrill, DRILL_WHAT, drillJob } from "./drill-job.ts";
import { StartDrillInput } from "./schema.ts";

const TITLES = {
  safe: "Drill of a safe failover",
  native: "Drill of the Sentinels' own failover",
  stop: "Drill of a master that goes away",
} as const;

/** Rehearses a failover where nothing is at stake, and measures what an application would meet. */
export const runDrill = defineOperation({
  name: "failover.drill",
  summary: "run a failover drill",
  kind: "change",
  roles: ["sre"],
  stepUp: true,
  input: StartDrillInput,
  target: ({ deployment, mode }) => ({ deployment, shown: `drill, ${mode}` }),
  async run(ctx, { deployment, mode, typed }): Promise<StartedJob> {
    assertMayDrill(ctx.services.deployments.get(deployment).config.environment.production);
    if (mode !== "safe") assertTyped(typed, deployment);
    return startDisruptive(ctx, drillJob, { deployment, title: TITLES[mode], what: DRILL_WHAT, input: { mode } });
  },
});
