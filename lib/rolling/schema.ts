import { z } from "zod";
import { FailoverReport, PreCheck } from "#lib/failover/schema.ts";

const reason = z.string().trim().min(3, "Say why, in a few words: the audit log keeps it.").max(500);

/** One instance of the round, in its order. */
export const RoundStop = z.object({
  name: z.string(),
  kind: z.enum(["redis", "sentinel"]),
  address: z.string(),
  role: z.enum(["master", "replica", "sentinel"]),
});
export type RoundStop = z.infer<typeof RoundStop>;

export const PlanRoundInput = z.strictObject({ deployment: z.string(), isWithSentinels: z.boolean() });

export const RoundPlan = z.object({
  plan: z.string(),
  expiresAt: z.number(),
  stops: z.array(RoundStop),
  /** The old master, which is failed over before it is restarted. */
  master: z.string(),
  chosen: z.string().nullable(),
  checks: z.array(PreCheck),
  isRefused: z.boolean(),
  mustType: z.boolean(),
});
export type RoundPlan = z.infer<typeof RoundPlan>;

export const StartRoundInput = z.strictObject({
  deployment: z.string(),
  plan: z.string().max(8_000),
  reason,
  typed: z.string().max(200).default(""),
});
export type StartRoundInput = z.input<typeof StartRoundInput>;

export const RoundReport = z.object({
  restarted: z.array(z.object({ name: z.string(), address: z.string(), durationMs: z.number(), words: z.string() })),
  failover: FailoverReport.nullable(),
  totalMs: z.number(),
  /** What was not come to, when somebody stopped it. */
  left: z.array(z.string()),
  isStopped: z.boolean(),
});
export type RoundReport = z.infer<typeof RoundReport>;
