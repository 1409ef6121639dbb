import { z } from "zod";
import { CacheKey } from "#lib/cache/schema.ts";
import { RateLimit, ResetLimits } from "#lib/rate-limits/schema.ts";
import { Revocation, RevocationPlan, SearchEvent, SearchSessionsInput } from "#lib/sessions/schema.ts";

const deployment = z.string();

/** A part that could not be looked at, or not be done, beside parts that were. */
const PartFailure = z.object({ code: z.string(), message: z.string(), advice: z.string() });
export type PartFailure = z.infer<typeof PartFailure>;

export const LookInput = SearchSessionsInput;

const Limits = z.object({
  /** Counted by who the person is. */
  own: z.array(RateLimit),
  /** Counted by an address that others may have too. */
  shared: z.array(RateLimit),
  isComplete: z.boolean(),
  at: z.number(),
});
export type CaseLimits = z.infer<typeof Limits>;

const Entries = z.object({
  caches: z.array(z.object({ keyspace: z.string(), label: z.string(), keys: z.array(CacheKey) })),
  isComplete: z.boolean(),
  templates: z.number(),
});

/** What is told of one person, part by part, as it is found. */
export const CaseEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("sessions"), event: SearchEvent }),
  z.object({
    type: z.literal("person"),
    /** Those whom the sessions found belong to; only with one of them is it one person's case. */
    userIds: z.array(z.string()),
    emails: z.array(z.string()),
    addresses: z.array(z.string()),
  }),
  z.object({ type: z.literal("limits"), limits: Limits.nullable(), failure: PartFailure.nullable() }),
  z.object({ type: z.literal("entries"), entries: Entries.nullable(), failure: PartFailure.nullable() }),
]);
export type CaseEvent = z.infer<typeof CaseEvent>;

const PickedLimit = z.strictObject({
  keyspace: z.string().max(40),
  key: z.base64url().min(1).max(4096),
});

export const PlanCaseInput = z.strictObject({
  deployment,
  userId: z.string().min(1).max(256),
  limits: z.array(PickedLimit).max(500),
});

export const CasePlan = z.object({
  /** Sealed: binds what is done to what was shown. */
  plan: z.string(),
  userId: z.string(),
  /** null: the person has no session now. */
  sessions: RevocationPlan.nullable(),
  limits: z.number(),
  expiresAt: z.number(),
});
export type CasePlan = z.infer<typeof CasePlan>;

export const ClearCaseInput = z.strictObject({
  deployment,
  plan: z.string().max(1_000_000),
  reason: z.string().trim().min(3, "must say why, in three letters at least").max(500),
});

/** Each part by itself: what was done of one stands, whatever became of the other. */
export const CaseOutcome = z.object({
  sessions: z.object({ revocation: Revocation.nullable(), failure: PartFailure.nullable() }).nullable(),
  limits: z
    .object({
      reset: ResetLimits.nullable(),
      /** Counters that are there again, or still; null where that could not be looked at. */
      left: z.number().nullable(),
      failure: PartFailure.nullable(),
    })
    .nullable(),
});
export type CaseOutcome = z.infer<typeof CaseOutcome>;
