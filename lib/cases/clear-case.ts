import type { OperationContext } from "#lib/context.ts";
import { DomainError, ERROR_CODES, type ErrorCode } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import { plainText } from "#lib/plain-text.ts";
import { resetLimits } from "#lib/rate-limits/reset-limits.ts";
import { assertMayRun, runOperation } from "#lib/run-operation.ts";
import { revokeManySessions, revokeSessions } from "#lib/sessions/revoke-sessions.ts";
import { casePlan, type SealedCase } from "./case-plan.ts";
import { partFailure } from "./part-failure.ts";
import { type CaseOutcome, ClearCaseInput } from "./schema.ts";

const LONGEST_SHOWN = 100;

/** Signs a person out everywhere and clears the limits; each part is an operation of its own, with its own audit lines. */
export const clearCase = defineOperation({
  name: "case.clear",
  summary: "sign a person out everywhere and clear the limits",
  kind: "change",
  roles: ["support", "sre"],
  input: ClearCaseInput,
  target: ({ deployment, plan: sealed }, services) => {
    const { userId, sessions, limits } = casePlan.read(services, deployment, sealed);
    const shown = `user ${plainText(userId, LONGEST_SHOWN)}: ${sessions?.count ?? 0} sessions, ${limits.length} counters`;
    return { deployment, shown, identity: userId };
  },
  count: ({ sessions, limits }: CaseOutcome) => (sessions?.revocation?.deleted ?? 0) + (limits?.reset?.reset ?? 0),
  failure: ({ sessions, limits }: CaseOutcome) => toCode(sessions?.failure?.code ?? limits?.failure?.code),
  async run(ctx, { deployment, plan: sealed, reason }): Promise<CaseOutcome> {
    const plan = casePlan.open(ctx.services, deployment, sealed, ctx.actor.userId);
    if (plan.sessions === null && plan.limits.length === 0) {
      throw new DomainError("CONFLICT", "The plan holds neither a session nor a counter, so nothing was done.");
    }
    // Refused as a whole, before the first part is done.
    if (plan.sessions !== null) assertMayRun(plan.sessions.isLarge ? revokeManySessions : revokeSessions, ctx);
    if (plan.limits.length > 0) assertMayRun(resetLimits, ctx);
    return { sessions: await signOut(ctx, plan, reason), limits: await clearLimits(ctx, plan, reason) };
  },
});

async function signOut(
  ctx: OperationContext,
  { deployment, sessions }: SealedCase,
  reason: string,
): Promise<CaseOutcome["sessions"]> {
  if (sessions === null) return null;
  const revoke = sessions.isLarge ? revokeManySessions : revokeSessions;
  try {
    return { revocation: await runOperation(revoke, ctx, { deployment, plan: sessions.plan, reason }), failure: null };
  } catch (thrown) {
    return { revocation: null, failure: partFailure(thrown, ctx.requestId) };
  }
}

async function clearLimits(
  ctx: OperationContext,
  { deployment, limits }: SealedCase,
  reason: string,
): Promise<CaseOutcome["limits"]> {
  if (limits.length === 0) return null;
  try {
    const reset = await runOperation(resetLimits, ctx, { deployment, limits, reason });
    return { reset, left: reset.countingAgain, failure: null };
  } catch (thrown) {
    return { reset: null, left: null, failure: partFailure(thrown, ctx.requestId) };
  }
}

function toCode(code: string | undefined): ErrorCode | undefined {
  return ERROR_CODES.find((known) => known === code);
}
