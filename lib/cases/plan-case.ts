import { isDomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import { plainText } from "#lib/plain-text.ts";
import { planRevocation } from "#lib/sessions/plan-revocation.ts";
import type { RevocationPlan } from "#lib/sessions/schema.ts";
import { casePlan } from "./case-plan.ts";
import { type CasePlan, PlanCaseInput } from "./schema.ts";

const LONGEST_SHOWN = 100;

/** Says what signing a person out everywhere and clearing the limits would do, before anything is done. */
export const planCase = defineOperation({
  name: "case.plan",
  summary: "plan to clear a person's case",
  kind: "access",
  roles: ["support", "sre"],
  input: PlanCaseInput,
  target: ({ deployment, userId }) => ({
    deployment,
    shown: `the case of user ${plainText(userId, LONGEST_SHOWN)}`,
    identity: userId,
  }),
  async run(ctx, { deployment, userId, limits }): Promise<CasePlan> {
    const sessions = await planRevocation
      .run(ctx, { deployment, of: { scope: "user", userId } })
      .catch(noneWhenNotFound);
    const sealed = casePlan.seal(ctx.services, {
      deployment,
      userId,
      by: ctx.actor.userId,
      sessions: sessions === null ? null : { plan: sessions.plan, count: sessions.count, isLarge: sessions.isLarge },
      limits,
    });
    return { ...sealed, userId, sessions, limits: limits.length };
  },
});

/** Somebody without a session may still be blocked. */
function noneWhenNotFound(thrown: unknown): RevocationPlan | null {
  if (isDomainError(thrown) && thrown.code === "NOT_FOUND") return null;
  throw thrown;
}
