import { z } from "zod";
import { DomainError } from "#lib/errors.ts";
import type { Services } from "#lib/services.ts";

/** A plan that is older no longer says what is there. */
const PLAN_MINUTES = 10;

const Plan = z.object({
  deployment: z.string(),
  keyspace: z.string(),
  pattern: z.string(),
  count: z.number(),
  /** What they take in memory, where that was asked for. */
  estimatedBytes: z.number().optional(),
  /** Keys that go along with them, where there are such. */
  companions: z.number().optional(),
  /** Who made it: a plan is confirmed by the person who has seen it. */
  userId: z.string(),
  expiresAt: z.number(),
});
type KeyPlan = z.output<typeof Plan>;

/** What the plan is for: one for a flush opens no other door. */
type Purpose = `${string} plan`;

export function sealPlan(
  { seal, now }: Services,
  purpose: Purpose,
  plan: Omit<KeyPlan, "expiresAt">,
): { plan: string; expiresAt: number } {
  const expiresAt = now() + PLAN_MINUTES * 60_000;
  return { plan: seal.seal(purpose, Buffer.from(JSON.stringify({ ...plan, expiresAt }))), expiresAt };
}

/** What a plan says, whoever made it and whenever. */
export function readPlan({ seal }: Services, purpose: Purpose, deployment: string, sealed: string): KeyPlan {
  const parsed = Plan.safeParse(JSON.parse(seal.open(purpose, sealed).toString("utf8")));
  if (parsed.success && parsed.data.deployment === deployment) return parsed.data;
  throw new DomainError("INVALID_INPUT", "The plan was not made for this deployment.");
}

interface Confirmation {
  readonly deployment: string;
  readonly plan: string;
  /** The number that the person has typed. */
  readonly typed: string;
  readonly userId: string;
}

/** A plan that this person may still carry out, its number typed. */
export function openPlan(
  services: Services,
  purpose: Purpose,
  { deployment, plan: sealed, typed, userId }: Confirmation,
): KeyPlan {
  const plan = readPlan(services, purpose, deployment, sealed);
  if (plan.userId !== userId) {
    throw new DomainError("INVALID_INPUT", "The plan was made by somebody else.", {
      advice: "Make the plan yourself: what it shows is what you confirm.",
    });
  }
  if (plan.expiresAt < services.now()) {
    throw new DomainError("CONFLICT", `The plan is older than ${PLAN_MINUTES} minutes, so nothing was deleted.`, {
      advice: "Make the plan again: it will show what is there now.",
    });
  }
  if (typed.replaceAll(/[,.\s]/g, "") !== String(plan.count)) {
    throw new DomainError("INVALID_INPUT", "The number typed is not the number of keys of the plan.", {
      where: "typed",
      fieldErrors: { typed: [`Type ${plan.count}, the number of keys that would be deleted.`] },
    });
  }
  return plan;
}

/** So much more may have come since the plan was made. */
const TOLERATED_RATIO = 1.1;
const TOLERATED_KEYS = 100;

/** More than this is something else than what was planned. */
export function mostFor(count: number): number {
  return Math.ceil(count * TOLERATED_RATIO) + TOLERATED_KEYS;
}
