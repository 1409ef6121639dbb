import { z } from "zod";
import { PreCheck } from "#lib/failover/schema.ts";
import { PreviewInput } from "#lib/preview/schema.ts";

const reason = z.string().trim().min(3, "Say why, in a few words: the audit log keeps it.").max(500);

export const PlanApplyInput = PreviewInput.pick({ deployment: true, environment: true, edits: true });
export type PlanApplyInput = z.infer<typeof PlanApplyInput>;

/** Values as CONFIG GET has them; none is ever a secret. */
export const ApplyChange = z.object({ directive: z.string(), from: z.string(), to: z.string() });
export type ApplyChange = z.infer<typeof ApplyChange>;

/** What is set on one instance. */
export const ApplyOrder = z.object({
  address: z.string(),
  name: z.string().nullable(),
  role: z.enum(["replica", "master"]),
  changes: z.array(ApplyChange),
  /** Whether the server writes its file anew afterwards. */
  isRewriting: z.boolean(),
});
export type ApplyOrder = z.infer<typeof ApplyOrder>;

export const ApplyInstance = ApplyOrder.extend({
  rewriteWords: z.string(),
  /** Only a restart changes these; null: the console cannot see the file that it would start with. */
  restart: z.array(ApplyChange.extend({ isInFile: z.boolean().nullable() })),
  /** Differs, and is not the console's to set. */
  leftAlone: z.array(z.object({ directive: z.string(), why: z.string() })),
});
export type ApplyInstance = z.infer<typeof ApplyInstance>;

export const ApplyPlan = z.object({
  plan: z.string(),
  expiresAt: z.number(),
  instances: z.array(ApplyInstance),
  checks: z.array(PreCheck),
  /** What it would do that nobody should meet by surprise; it is refused until somebody has said yes. */
  mustAcknowledge: z.array(z.string()),
  isRefused: z.boolean(),
  mustType: z.boolean(),
});
export type ApplyPlan = z.infer<typeof ApplyPlan>;

export const StartApplyInput = z.strictObject({
  deployment: z.string(),
  plan: z.string().max(400_000),
  reason,
  typed: z.string().max(200).default(""),
  isAcknowledged: z.boolean().default(false),
});
export type StartApplyInput = z.input<typeof StartApplyInput>;

export const ApplyReport = z.object({
  applied: z.array(
    z.object({ address: z.string(), changes: z.array(ApplyChange), words: z.string(), durationMs: z.number() }),
  ),
  totalMs: z.number(),
  /** What was not come to, when somebody stopped it. */
  left: z.array(z.string()),
  isStopped: z.boolean(),
});
export type ApplyReport = z.infer<typeof ApplyReport>;
