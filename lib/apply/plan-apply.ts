import { isDomainError } from "#lib/errors.ts";
import type { PreCheck } from "#lib/failover/schema.ts";
import { defineOperation } from "#lib/operation.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { applyPlan, blockingOf, ordersOf } from "./apply-plan.ts";
import { checkDraft } from "./check-draft.ts";
import { draftApply } from "./draft-apply.ts";
import { type ApplyPlan, PlanApplyInput } from "./schema.ts";

/** What would be set on which instance, what waits for a restart, and what speaks against it; nothing is changed. */
export const planApply = defineOperation({
  name: "config.plan-apply",
  summary: "plan to apply configuration",
  kind: "read",
  roles: ["sre"],
  input: PlanApplyInput,
  async run({ services, actor, signal }, asked): Promise<ApplyPlan> {
    const connections = services.deployments.get(asked.deployment);
    const { config } = connections;
    const draft = await draftApply(services, signal, asked);
    const orders = ordersOf(draft);
    const checks: PreCheck[] = [
      ...checkDraft(draft, config.configuration.environment, asked),
      ...(await Promise.all(orders.map(({ address }) => checkRights(connections, address)))),
    ];
    return {
      ...applyPlan.seal(services, {
        deployment: asked.deployment,
        asked,
        orders,
        blocking: blockingOf(draft),
        by: actor.userId,
      }),
      instances: [...draft.instances],
      checks,
      mustAcknowledge: draft.blocking.map(({ words }) => words),
      isRefused: checks.some(({ state }) => state === "refused"),
      mustType: config.environment.production,
    };
  },
});

async function checkRights(connections: DeploymentConnections, address: string): Promise<PreCheck> {
  const id = `rights ${address}`;
  try {
    const handle = await connections.instance(address, 0, "configure");
    await handle.run("CONFIG GET", (redis) => redis.call("CONFIG", "GET", "maxmemory"));
    return { id, state: "ok", words: `The user for changes of configuration signs in to ${address}.` };
  } catch (thrown) {
    if (!isDomainError(thrown)) throw thrown;
    return { id, state: "refused", words: `${thrown.message} ${thrown.advice}` };
  }
}
