import { z } from "zod";
import { NO_UNDO, Undo, UndoOutlook } from "#lib/undo/schema.ts";

const deployment = z.string();
const keyspace = z.string().max(40);
const KeyBytes = z.base64url().min(1).max(4096);
const reason = z.string().trim().min(3, "must say why").max(500);
/** A glob as SCAN takes it. */
const Pattern = z.string().min(1, "must not be empty").max(256, "must have at most 256 characters");

/** One limiter's state for one subject. */
export const RateLimit = z.object({
  keyspace: z.string(),
  db: z.number(),
  label: z.string(),
  /** The same at every look. */
  id: z.string(),
  /** The key's own bytes; sealed where they hold a secret. */
  key: KeyBytes,
  /** Whom it counts, as people read it: the varying parts of the key. */
  subject: z.string(),
  /** What to look up for this person alone; null where the key does not tell. */
  lookUp: z.string().nullable(),
  /** null: the console does not know how this limiter counts. */
  used: z.number().nullable(),
  limit: z.number().nullable(),
  remaining: z.number().nullable(),
  /** The next request would be refused. */
  isBlocked: z.boolean(),
  /** Until the next request is let through; null: it is now, or nobody can tell. */
  blockedForMs: z.number().nullable(),
  /** Until the limiter begins anew; null: it does not by itself, or nobody can tell. */
  resetsInMs: z.number().nullable(),
  /** Other keys that a reset takes along, as people read them. */
  companions: z.array(z.string()),
  mayReset: z.boolean(),
  /** What the application may go on holding in its own memory after a reset. */
  localBlock: z.string().nullable(),
  note: z.string().nullable(),
});
export type RateLimit = z.infer<typeof RateLimit>;

const Source = z.object({ address: z.string(), role: z.enum(["master", "replica"]) });

export const FindLimitsInput = z.strictObject({
  deployment,
  subject: z.string().trim().min(1, "must not be empty").max(256, "must have at most 256 characters"),
});
export type FindLimitsInput = z.output<typeof FindLimitsInput>;
/** What the keys of a hashing limiter are made of. */
export const FindHashedLimitsInput = z.strictObject({
  deployment,
  keyspace,
  fields: z.record(z.string().max(32), z.string().max(256)),
});
export const WatchLimitsInput = z.strictObject({ deployment });

export const RateLimits = z.object({
  limits: z.array(RateLimit),
  /** Keys looked at; the board shows the fullest of them. */
  looked: z.number(),
  isComplete: z.boolean(),
  at: z.number(),
  source: Source.nullable(),
  /** Whether what was searched may stand in an address: it may not where it is, or could be, a secret. */
  isShareable: z.boolean(),
});
export type RateLimits = z.infer<typeof RateLimits>;

export const LimitsBoard = RateLimits.omit({ isShareable: true }).extend({
  /** How many are refused now, by limiter; also those that the board has no room for. */
  perLimiter: z.array(z.object({ keyspace: z.string(), label: z.string(), counted: z.number(), blocked: z.number() })),
});
export type LimitsBoard = z.infer<typeof LimitsBoard>;

export const ResetLimitsInput = z.strictObject({
  deployment,
  limits: z
    .array(z.strictObject({ keyspace, key: KeyBytes }))
    .min(1)
    .max(500),
  reason,
});
export const ResetLimits = z.object({
  reset: z.number(),
  alreadyGone: z.number(),
  /** Of those reset, whose next requests have been counted since. */
  countingAgain: z.number(),
  /** Keys deleted in all, companions too. */
  keys: z.number(),
  replicas: z.object({ confirmed: z.number(), connected: z.number() }),
  /** How often it began again on another server. */
  restarts: z.number(),
  /** What applications may go on holding in their own memory. */
  localBlocks: z.array(z.object({ label: z.string(), text: z.string(), seconds: z.number().nullable() })),
  undo: Undo,
});
export type ResetLimits = z.infer<typeof ResetLimits>;

export const PlanResetInput = z.strictObject({ deployment, keyspace, pattern: Pattern });
export const ResetPlan = z.object({
  plan: z.string(),
  keyspace: z.string(),
  label: z.string(),
  pattern: z.string(),
  count: z.number(),
  /** Keys that block besides and go along. */
  companions: z.number(),
  companionTemplates: z.array(z.string()),
  spared: z.array(z.object({ label: z.string(), count: z.number() })),
  sample: z.array(z.string()),
  estimatedMs: z.number(),
  localBlock: z.string().nullable(),
  undo: UndoOutlook,
  source: Source,
  expiresAt: z.number(),
});
export type ResetPlan = z.infer<typeof ResetPlan>;

export const ResetPatternInput = z.strictObject({
  deployment,
  plan: z.string().max(8_192),
  reason,
  /** The number of counters that the plan shows, typed by the person. */
  typed: z.string().max(40),
});
export type ResetPatternInput = z.output<typeof ResetPatternInput>;

/** What is told of a reset by pattern when it has ended. */
export const ResetReport = z.object({
  planned: z.number(),
  deleted: z.number(),
  companions: z.number(),
  alreadyGone: z.number(),
  /** Fit the pattern now, counted since; null where nobody looked. */
  left: z.number().nullable(),
  restarts: z.number(),
  durationMs: z.number(),
  replicas: z.object({ confirmed: z.number(), connected: z.number() }),
  felt: z.object({ beforeMs: z.number(), p99Ms: z.number(), mostMs: z.number() }),
  localBlock: z.string().nullable(),
  isStopped: z.boolean(),
  undo: Undo.default(NO_UNDO),
});
export type ResetReport = z.infer<typeof ResetReport>;

/** A configured limiter, as the page needs it. */
export const Limiter = z.object({
  name: z.string(),
  label: z.string(),
  /** How it counts, in one sentence. */
  how: z.string(),
  pattern: z.string(),
  companions: z.array(z.string()),
  /** What to ask for where keys are hashes; empty where they are not. */
  ask: z.array(z.string()),
  known: z.record(z.string(), z.array(z.string())),
  localBlock: z.string().nullable(),
  isReadOnly: z.boolean(),
  isFromDocumentation: z.boolean(),
});
export type Limiter = z.infer<typeof Limiter>;
