import { z } from "zod";
import { DomainError } from "#lib/errors.ts";
import type { Services } from "#lib/services.ts";

/** A plan that is older no longer says what is there. */
const PLAN_MINUTES = 10;
/** What may be flushed without typing the number of keys. */
export const LARGE_FLUSH = 10_000;
const Plan = z.object({
  deployment: z.string(),
  keyspace: z.string(),
  pattern: z.string(),
  count: z.number(),
  estimatedBytes: z.number(),
  /** Who made it: a plan is confirmed by the person who has seen it. */
  userId: z.string(),
  expiresAt: z.number(),
});
type SealedFlush = z.output<typeof Plan>;

export function sealFlush(
  { seal, now }: Services,
  plan: Omit<SealedFlush, "expiresAt">,
): { plan: string; expiresAt: number } {
  const expiresAt = now() + PLAN_MINUTES * 60_000;
  return { plan: seal.seal("flush plan", Buffer.from(JSON.stringify({ ...plan, expiresAt }))), expiresAt };
}

/** So much more may have come since the plan was made. */
const TOLERATED_RATIO = 1.1;
const TOLERATED_KEYS = 100;

/** What a plan says, whoever made it and whenever. */
export function readFlush({ seal }: Services, deployment: string, sealed: string): SealedFlush {
  const parsed = Plan.safeParse(JSON.parse(seal.open("flush plan", sealed).toString("utf8")));
  if (parsed.success && parsed.data.deployment === deployment) return parsed.data;
  throw new DomainError("INVALID_INPUT", "The plan was not made for this deployment.");
}

/** A plan that this person may still carry out. */
export function openFlush(services: Services, deployment: string, sealed: string, userId: string): SealedFlush {
  const plan = readFlush(services, deployment, sealed);
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
  return plan;
}

/** More than this is something else than what was planned. */
export function mostFor(count: number): number {
  return Math.ceil(count * TOLERATED_RATIO) + TOLERATED_KEYS;
}
