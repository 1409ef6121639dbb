import { createHash } from "node:crypto";
import { z } from "zod";
import { PLAN_FRAME, sealedPlan } from "#lib/sealed-plan.ts";
import type { RawSession } from "#lib/sessions/codecs/decode-session.ts";

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
  ...PLAN_FRAME,
  whom: z.string(),
  userIds: z.array(z.string()),
  sessions: z.array(PlannedSession),
  /** Those online when it was planned: one that a failover takes from the master must confirm all the same. */
  replicas: z.int().min(0),
});
export type Plan = z.output<typeof Plan>;

export const revocationPlan = sealedPlan("revocation plan", Plan);

export function digestOf(raw: RawSession): string {
  const hash = createHash("sha256");
  if (!(raw instanceof Map)) return hash.update(raw).digest("base64url");
  for (const [name, value] of [...raw].sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(name).update("\0").update(value).update("\0");
  return hash.digest("base64url");
}
