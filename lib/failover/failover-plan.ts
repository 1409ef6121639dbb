import { z } from "zod";
import { DomainError } from "#lib/errors.ts";
import type { Services } from "#lib/services.ts";

/** A plan that is older no longer says what is there; the checks run again anyway. */
const PLAN_MINUTES = 10;
const PURPOSE = "failover plan";

const Plan = z.object({
  deployment: z.string(),
  master: z.string(),
  chosen: z.string().nullable(),
  userId: z.string(),
  expiresAt: z.number(),
});
type SealedPlan = z.output<typeof Plan>;

export function sealPlan({ seal, now }: Services, plan: Omit<SealedPlan, "expiresAt">) {
  const expiresAt = now() + PLAN_MINUTES * 60_000;
  return { plan: seal.seal(PURPOSE, Buffer.from(JSON.stringify({ ...plan, expiresAt }))), expiresAt };
}

/** What a plan says, whoever made it and whenever. */
export function readPlan({ seal }: Services, deployment: string, sealed: string): SealedPlan {
  const parsed = Plan.safeParse(JSON.parse(seal.open(PURPOSE, sealed).toString("utf8")));
  if (parsed.success && parsed.data.deployment === deployment) return parsed.data;
  throw new DomainError("INVALID_INPUT", "The plan was not made for this deployment.");
}

/** A plan that this person may still carry out. */
export function openPlan(services: Services, deployment: string, sealed: string, userId: string): SealedPlan {
  const plan = readPlan(services, deployment, sealed);
  if (plan.userId !== userId) {
    throw new DomainError("INVALID_INPUT", "The plan was made by somebody else.", {
      advice: "Make the plan yourself: what it shows is what you confirm.",
    });
  }
  if (plan.expiresAt < services.now()) {
    throw new DomainError("CONFLICT", `The plan is older than ${PLAN_MINUTES} minutes, so nothing was done.`, {
      advice: "Make the plan again: it will show what is there now.",
    });
  }
  return plan;
}
