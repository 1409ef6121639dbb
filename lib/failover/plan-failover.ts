import { defineOperation } from "#lib/operation.ts";
import type { Store } from "#lib/store/store.ts";
import { checkRights } from "./check-rights.ts";
import { failoverPlan } from "./failover-plan.ts";
import { listRuns } from "./failover-runs.ts";
import { judgeStock } from "./judge-stock.ts";
import { type FailoverPlan, FailoverReport, PlanFailoverInput } from "./schema.ts";
import { takeStock } from "./take-stock.ts";

const RUNS_LOOKED_AT = 20;

/** What a failover would do, who would win, and what speaks against it; nothing is changed. */
export const planFailover = defineOperation({
  name: "failover.plan",
  summary: "plan a failover",
  kind: "read",
  roles: ["sre"],
  input: PlanFailoverInput,
  async run({ services, actor }, { deployment }): Promise<FailoverPlan> {
    const connections = services.deployments.get(deployment);
    const stock = await takeStock(connections);
    const { master, forecast } = stock;
    const { chosen } = forecast;
    const checks = [...judgeStock(stock, connections.config.thresholds), await checkRights(connections, master)];
    return {
      ...failoverPlan.seal(services, { deployment, master, chosen, by: actor.userId }),
      master,
      chosen,
      forecast,
      checks,
      isRefused: checks.some(({ state }) => state === "refused"),
      isNativeRefused: chosen === null || forecast.manualObstacle !== null,
      lastPauseMs: await lastPauseMs(services.store, deployment),
      mustType: { safe: connections.config.environment.production, native: true },
    };
  },
});

async function lastPauseMs(store: Store, deployment: string): Promise<number | null> {
  for (const { mode, report } of await listRuns(store, deployment, RUNS_LOOKED_AT)) {
    const parsed = mode === "safe" ? FailoverReport.safeParse(JSON.parse(report)) : undefined;
    if (parsed?.success && parsed.data.pausedMs !== null) return parsed.data.pausedMs;
  }
  return null;
}
