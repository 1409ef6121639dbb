import { createHash } from "node:crypto";
import { z } from "zod";
import { DomainError } from "#lib/errors.ts";
import type { Services } from "#lib/services.ts";
import type { RawSession } from "#lib/sessions/codecs/decode-session.ts";

/** A plan that is older no longer says what is there. */
export const PLAN_MINUTES = 10;
/** What the support role may revoke at once. */
export const LARGE_PLAN = 50;

/** One session to revoke, and whose it must still be. */
const PlannedSession = z.object({
  keyspace: z.string(),
  key: z.base64().transform((text): Buffer => Buffer.from(text, "base64")),
  userId: z.string().nullable(),
  /** For what nobody can decode: only the very same bytes may go. */
  digest: z.string().nullable(),
});
export type PlannedSession = z.output<typeof PlannedSession>;

const Plan = z.object({
  deployment: z.string(),
  /** Who made it: a plan is confirmed by the person who has seen it. */
  by: z.string(),
  whom: z.string(),
  userIds: z.array(z.string()),
  sessions: z.array(PlannedSession),
  /** Those online when it was planned: one that a failover takes from the master must confirm all the same. */
  replicas: z.int().min(0),
  expiresAt: z.number(),
});
export type Plan = z.output<typeof Plan>;

export function sealPlan({ seal }: Services, plan: Plan): string {
  const sessions = plan.sessions.map((session) => ({ ...session, key: session.key.toString("base64") }));
  return seal.seal("revocation plan", Buffer.from(JSON.stringify({ ...plan, sessions })));
}

/** What a plan says, whoever made it and whenever. */
export function readPlan({ seal }: Services, deployment: string, sealed: string): Plan {
  const parsed = Plan.safeParse(JSON.parse(seal.open("revocation plan", sealed).toString("utf8")));
  if (parsed.success && parsed.data.deployment === deployment) return parsed.data;
  throw new DomainError("INVALID_INPUT", "The plan was not made for this deployment.");
}

/** A plan that this person may still carry out. */
export function openPlan(services: Services, deployment: string, sealed: string, by: string): Plan {
  const plan = readPlan(services, deployment, sealed);
  if (plan.by !== by) {
    throw new DomainError("INVALID_INPUT", "The plan was made by somebody else.", {
      advice: "Make the plan yourself: what it shows is what you confirm.",
    });
  }
  if (plan.expiresAt < services.now()) {
    throw new DomainError("CONFLICT", `The plan is older than ${PLAN_MINUTES} minutes, so it was not carried out.`, {
      advice: "Make the plan again: it will show what is there now.",
    });
  }
  return plan;
}

export function digestOf(raw: RawSession): string {
  const hash = createHash("sha256");
  if (!(raw instanceof Map)) return hash.update(raw).digest("base64url");
  for (const [name, value] of [...raw].sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(name).update("\0").update(value).update("\0");
  return hash.digest("base64url");
}
