import { z } from "zod";

export const AuditPhase = z.enum(["started", "succeeded", "failed", "refused", "unknown"]);

/** What the audit page asks for; every filter matches whole values. */
export const AuditQuery = z.strictObject({
  /** Lines before this number: the last one of the page before. */
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Milliseconds since the epoch, both ends included. */
  from: z.coerce.number().int().min(0).optional(),
  to: z.coerce.number().int().min(0).optional(),
  user: z.string().min(1).max(128).optional(),
  operation: z.string().min(1).max(64).optional(),
  phase: AuditPhase.optional(),
  deployment: z.string().min(1).max(64).optional(),
  requestId: z.string().min(1).max(64).optional(),
  targetTag: z
    .string()
    .regex(/^[0-9a-f]{16}$/, "must be a target's tag")
    .optional(),
});
export type AuditQuery = z.output<typeof AuditQuery>;

export const AuditLine = z.object({
  seq: z.number(),
  at: z.number(),
  requestId: z.string(),
  phase: AuditPhase,
  operation: z.string(),
  userId: z.string(),
  userName: z.string(),
  role: z.string(),
  address: z.string(),
  deployment: z.string().nullable(),
  target: z.string().nullable(),
  targetTag: z.string().nullable(),
  reason: z.string().nullable(),
  count: z.number().nullable(),
  errorCode: z.string().nullable(),
});
export type AuditLine = z.output<typeof AuditLine>;

export const AuditPage = z.object({
  /** Newest first. */
  lines: z.array(AuditLine),
  /** Whether the asker is shown everybody's lines or only their own. */
  scope: z.enum(["own", "all"]),
  /** What `before` must be to go on; null on the last page. */
  next: z.number().nullable(),
});
export type AuditPage = z.output<typeof AuditPage>;

export const AuditVerification = z.object({
  ok: z.boolean(),
  /** How many lines were read, or the first that is not as it was written. */
  seq: z.number(),
  sentence: z.string(),
});
export type AuditVerification = z.output<typeof AuditVerification>;
