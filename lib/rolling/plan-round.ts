import { takeStock } from "#lib/failover/take-stock.ts";
import { defineOperation } from "#lib/operation.ts";
import { checkRound } from "./check-round.ts";
import { roundPlan } from "./round-plan.ts";
import { stopsOf } from "./round-stops.ts";
import { PlanRoundInput, type RoundPlan } from "./schema.ts";

/** In which order everything would be restarted, and what speaks against it; nothing is changed. */
export const planRound = defineOperation({
  name: "rolling.plan",
  summary: "plan a rolling restart",
  kind: "read",
  roles: ["sre"],
  input: PlanRoundInput,
  async run({ services, actor }, { deployment, isWithSentinels }): Promise<RoundPlan> {
    const connections = services.deployments.get(deployment);
    const { config } = connections;
    const stock = await takeStock(connections);
    const { master } = stock;
    const stops = stopsOf(connections, stock, isWithSentinels);
    const checks = await checkRound(connections, stock, stops);
    return {
      ...roundPlan.seal(services, { deployment, master, stops, by: actor.userId }),
      stops,
      master,
      chosen: stock.forecast.chosen,
      checks,
      isRefused: checks.some(({ state }) => state === "refused"),
      mustType: config.environment.production,
    };
  },
});
