import { z } from "zod";
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
  isLarge: z.boolean(),
  /** Who made it: a plan is confirmed by the person who has seen it. */
  userId: z.string(),
  expiresAt: z.number(),
});
export type SealedFlush = z.output<typeof Plan>;

export function sealFlush(
  { seal, now }: Services,
  plan: Omit<SealedFlush, "expiresAt">,
): { plan: string; expiresAt: number } {
  const expiresAt = now() + PLAN_MINUTES * 60_000;
  return { plan: seal.seal("flush plan", Buffer.from(JSON.stringify({ ...plan, expiresAt }))), expiresAt };
}
