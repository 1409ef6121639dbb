import { z } from "zod";
import { DomainError } from "#lib/errors.ts";
import type { Services } from "#lib/services.ts";
import { RoundStop } from "./schema.ts";

const PLAN_MINUTES = 10;
const PURPOSE = "rolling restart plan";

const Plan = z.object({
  deployment: z.string(),
  master: z.string(),
  stops: z.array(RoundStop),
  userId: z.string(),
  expiresAt: z.number(),
});
type SealedRound = z.output<typeof Plan>;

export function sealRound({ seal, now }: Services, plan: Omit<SealedRound, "expiresAt">) {
  const expiresAt = now() + PLAN_MINUTES * 60_000;
  return { plan: seal.seal(PURPOSE, Buffer.from(JSON.stringify({ ...plan, expiresAt }))), expiresAt };
}

/** What a plan says, whoever made it and whenever. */
export function readRound({ seal }: Services, deployment: string, sealed: string): SealedRound {
  const parsed = Plan.safeParse(JSON.parse(seal.open(PURPOSE, sealed).toString("utf8")));
  if (parsed.success && parsed.data.deployment === deployment) return parsed.data;
  throw new DomainError("INVALID_INPUT", "The plan was not made for this deployment.");
}

/** A plan that this person may still carry out. */
export function openRound(services: Services, deployment: string, sealed: string, userId: string): SealedRound {
  const plan = readRound(services, deployment, sealed);
  if (plan.userId === userId && plan.expiresAt >= services.now()) return plan;
  throw plan.userId === userId
    ? new DomainError("CONFLICT", `The plan is older than ${PLAN_MINUTES} minutes, so nothing was done.`)
    : new DomainError("INVALID_INPUT", "The plan was made by somebody else.");
}
