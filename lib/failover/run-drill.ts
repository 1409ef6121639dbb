import type { StartedJob } from "#lib/jobs/schema.ts";
import { defineOperation } from "#lib/operation.ts";
import { startDisruptive } from "./disruptive-job.ts";
import { assertMayDrill, DRILL_WHAT, drillJob } from "./drill-job.ts";
import { StartDrillInput } from "./schema.ts";

/** Rehearses a failover where nothing is at stake, and measures what an application would meet. */
export const runDrill = defineOperation({
  name: "failover.drill",
  summary: "run a failover drill",
  kind: "change",
  roles: ["sre"],
  stepUp: true,
  input: StartDrillInput,
  target: ({ deployment, mode }) => ({ deployment, shown: `drill, ${mode}` }),
  async run(ctx, { deployment, mode }): Promise<StartedJob> {
    assertMayDrill(ctx.services.deployments.get(deployment).config.environment.production);
    const title = mode === "safe" ? "Drill of a safe failover" : "Drill of the Sentinels' own failover";
    return startDisruptive(ctx, drillJob, { deployment, title, what: DRILL_WHAT, input: { mode } });
  },
});
