import { DomainError } from "#lib/errors.ts";
import { assertTyped } from "#lib/failover/assert-typed.ts";
import { startDisruptive } from "#lib/failover/disruptive-job.ts";
import type { StartedJob } from "#lib/jobs/schema.ts";
import { defineOperation } from "#lib/operation.ts";
import { APPLY_WHAT, applyJob } from "./apply-job.ts";
import { applyPlan, assertUnchanged } from "./apply-plan.ts";
import { checkDraft } from "./check-draft.ts";
import { draftApply } from "./draft-apply.ts";
import { StartApplyInput } from "./schema.ts";

/** Sets on running instances what CONFIG SET can, one instance after another. */
export const startApply = defineOperation({
  name: "config.apply",
  summary: "apply configuration to running instances",
  kind: "change",
  roles: ["sre"],
  stepUp: true,
  input: StartApplyInput,
  target: ({ deployment, plan }, services) => ({
    deployment,
    shown: applyPlan
      .read(services, deployment, plan)
      .orders.map(({ address, changes }) => `${address}: ${changes.map(({ directive }) => directive).join(", ")}`)
      .join("; "),
  }),
  async run(ctx, { deployment, plan: sealed, typed, isAcknowledged }): Promise<StartedJob> {
    const { services, actor, signal } = ctx;
    const plan = applyPlan.open(services, deployment, sealed, actor.userId);
    const { environment, configuration } = services.deployments.get(deployment).config;
    if (environment.production) assertTyped(typed, deployment);
    if (plan.blocking.length > 0 && !isAcknowledged) {
      throw new DomainError("INVALID_INPUT", "The plan has consequences that nobody has said yes to.", {
        fieldErrors: { isAcknowledged: ["Say that this may happen, or change the file."] },
      });
    }
    const draft = await draftApply(services, signal, plan.asked);
    assertUnchanged(plan, draft);
    const refusal = checkDraft(draft, configuration.environment, plan.asked).find(({ state }) => state === "refused");
    if (refusal !== undefined) throw new DomainError("CONFLICT", `${refusal.words} Nothing was done.`);
    return startDisruptive(ctx, applyJob, {
      deployment,
      title: `Apply configuration to ${plan.orders.length} ${plan.orders.length === 1 ? "instance" : "instances"}`,
      what: APPLY_WHAT,
      input: { orders: plan.orders },
    });
  },
});
