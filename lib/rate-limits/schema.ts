import { z } from "zod";

const deployment = z.string();
const KeyBytes = z.base64url().min(1).max(4096);

/** One limiter's state for one subject. */
export const RateLimit = z.object({
  keyspace: z.string(),
  label: z.string(),
  /** The key's own bytes. */
  key: KeyBytes,
  /** Whom it counts, as people read it: the varying parts of the key. */
  subject: z.string(),
  /** null: the console does not know how this limiter counts. */
  used: z.number().nullable(),
  limit: z.number().nullable(),
  isBlocked: z.boolean(),
  /** Until more is allowed again; null: it does not expire by itself, or nobody can tell. */
  resetsInMs: z.number().nullable(),
  note: z.string().nullable(),
});
export type RateLimit = z.infer<typeof RateLimit>;

const Source = z.object({ address: z.string(), role: z.enum(["master", "replica"]) });

export const FindLimitsInput = z.strictObject({
  deployment,
  subject: z.string().trim().min(1, "must not be empty").max(256, "must have at most 256 characters"),
});
export const LimitsBoardInput = z.strictObject({ deployment });

export const RateLimits = z.object({
  limits: z.array(RateLimit),
  /** Keys looked at; the board shows the fullest of them. */
  looked: z.number(),
  isComplete: z.boolean(),
  at: z.number(),
  source: Source.nullable(),
});
export type RateLimits = z.infer<typeof RateLimits>;

export const ResetLimitsInput = z.strictObject({
  deployment,
  limits: z
    .array(z.strictObject({ keyspace: z.string().max(40), key: KeyBytes }))
    .min(1)
    .max(100),
  reason: z.string().trim().min(3, "must say why").max(500),
});
export const ResetLimits = z.object({
  reset: z.number(),
  alreadyGone: z.number(),
  replicas: z.object({ confirmed: z.number(), connected: z.number() }),
});
export type ResetLimits = z.infer<typeof ResetLimits>;
