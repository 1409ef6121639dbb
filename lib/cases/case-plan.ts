import { z } from "zod";
import { DomainError } from "#lib/errors.ts";
import type { Services } from "#lib/services.ts";

/** A plan that is older no longer says what is there. */
const PLAN_MINUTES = 10;

const Plan = z.object({
  deployment: z.string(),
  /** Whose case it is. */
  userId: z.string(),
  /** Who made the plan, and may carry it out. */
  by: z.string(),
  sessions: z.object({ plan: z.string(), count: z.number(), isLarge: z.boolean() }).nullable(),
  limits: z.array(z.object({ keyspace: z.string(), key: z.string() })),
  expiresAt: z.number(),
});
export type SealedCase = z.output<typeof Plan>;

export function sealCase({ seal, now }: Services, plan: Omit<SealedCase, "expiresAt">) {
  const expiresAt = now() + PLAN_MINUTES * 60_000;
  return { plan: seal.seal("case plan", Buffer.from(JSON.stringify({ ...plan, expiresAt }))), expiresAt };
}

/** What a plan says, whoever made it and whenever. */
export function readCase({ seal }: Services, deployment: string, sealed: string): SealedCase {
  const parsed = Plan.safeParse(JSON.parse(seal.open("case plan", sealed).toString("utf8")));
  if (parsed.success && parsed.data.deployment === deployment) return parsed.data;
  throw new DomainError("INVALID_INPUT", "The plan was not made for this deployment.");
}

/** A plan that this person may still carry out. */
export function openCase(services: Services, deployment: string, sealed: string, by: string): SealedCase {
  const plan = readCase(services, deployment, sealed);
  if (plan.by !== by) {
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
