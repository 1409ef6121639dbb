import { z } from "zod";

/** One session as people read it; null is "not recorded". Times in ms since the epoch. */
export const SessionRow = z.object({
  /** A sealed reference: the browser never learns the key. */
  ref: z.string(),
  /** A short fingerprint, the same for the same session. */
  tag: z.string(),
  keyspace: z.string(),
  keyspaceLabel: z.string(),
  userId: z.string().nullable(),
  email: z.string().nullable(),
  ip: z.string().nullable(),
  device: z.string().nullable(),
  createdAt: z.number().nullable(),
  lastSeenAt: z.number().nullable(),
  expiresAt: z.number().nullable(),
  /** anonymous: nobody is signed in with it; undecodable: no codec reads its value. */
  state: z.enum(["active", "anonymous", "undecodable"]),
  /** Of what no codec reads: what it is, and why not. */
  unreadable: z
    .object({ type: z.enum(["string", "hash"]), sizeBytes: z.number().nullable(), why: z.string() })
    .optional(),
});
export type SessionRow = z.infer<typeof SessionRow>;

export const SearchKind = z.enum(["user", "email", "ip", "session-id"]);
export type SearchKind = z.infer<typeof SearchKind>;

export const SearchSessionsInput = z.strictObject({
  deployment: z.string(),
  term: z.string().trim().min(1, "must be a user id, an e-mail address, an IP address or a session id").max(512),
});

/** What a search says while it runs. */
export const SearchEvent = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("understood"),
    kinds: z.array(SearchKind),
    /** The term is no session id, so it may stand in an address. */
    isShareable: z.boolean(),
    source: z.object({ address: z.string(), role: z.enum(["master", "replica"]) }),
  }),
  z.object({ type: z.literal("found"), session: SessionRow }),
  z.object({ type: z.literal("progress"), fraction: z.number(), scanned: z.number() }),
  z.object({
    type: z.literal("finished"),
    isComplete: z.boolean(),
    fraction: z.number(),
    scanned: z.number(),
    durationMs: z.number(),
    /** Why it is not complete. */
    why: z.string().nullable(),
  }),
]);
export type SearchEvent = z.infer<typeof SearchEvent>;

export const SessionDetails = z.object({
  session: SessionRow,
  ttlMs: z.number().nullable(),
  sizeBytes: z.number().nullable(),
  source: z.string(),
  fields: z.array(z.object({ name: z.string(), value: z.string(), isMasked: z.boolean() })),
  /** Why there are no fields: no codec fits, say. */
  note: z.string().nullable(),
});
export type SessionDetails = z.infer<typeof SessionDetails>;

/** Whom to sign out: the picked sessions, or everything of one user. */
export const RevocationScope = z.discriminatedUnion("scope", [
  z.strictObject({ scope: z.literal("picked"), refs: z.array(z.string()).min(1).max(50) }),
  z.strictObject({ scope: z.literal("user"), userId: z.string().min(1).max(256) }),
]);
export type RevocationScope = z.infer<typeof RevocationScope>;

export const PlanRevocationInput = z.strictObject({ deployment: z.string(), of: RevocationScope });

export const RevocationPlan = z.object({
  /** Sealed: binds the plan to what was counted. */
  plan: z.string(),
  count: z.number(),
  users: z.array(z.object({ userId: z.string().nullable(), email: z.string().nullable(), count: z.number() })),
  sample: z.array(SessionRow),
  /** false when not all of it could be looked at. */
  isComplete: z.boolean(),
  /** More than support may revoke at once: needs the role sre and a fresh proof of identity. */
  isLarge: z.boolean(),
  /** false where deleting the key does not sign anybody out. */
  isAuthoritative: z.boolean(),
  expiresAt: z.number(),
});
export type RevocationPlan = z.infer<typeof RevocationPlan>;

const Moment = z.int().positive().max(8_640_000_000_000_000);

/** What the sessions of an incident have in common; what is given must all be so. */
export const Cohort = z
  .strictObject({
    /** Times in ms since the epoch. */
    createdBefore: Moment.optional(),
    createdAfter: Moment.optional(),
    /** An address, or a block such as 203.0.113.0/24. */
    network: z.string().trim().min(1).max(64).optional(),
    /** Part of the user agent, in any case. */
    userAgent: z.string().trim().min(2, "must have two letters at least").max(200).optional(),
    userId: z.string().min(1).max(256).optional(),
    /** One's own, say. */
    exceptUsers: z.array(z.string().min(1).max(256)).max(50).default([]),
  })
  .refine(
    ({ exceptUsers: _, ...parts }) => Object.values(parts).some((part) => part !== undefined),
    "must say what the sessions have in common",
  );
export type Cohort = z.infer<typeof Cohort>;

export const PlanCohortInput = z.strictObject({ deployment: z.string(), cohort: Cohort });

export const CohortPlan = z.object({
  /** Sealed: binds what is done to what was shown. */
  plan: z.string(),
  what: z.string(),
  count: z.number(),
  users: z.number(),
  /** So many users are told apart, and there are more. */
  hasMoreUsers: z.boolean(),
  /** Who has the most of them, of the users that are told apart. */
  topUsers: z.array(z.object({ userId: z.string(), email: z.string().nullable(), count: z.number() })),
  sample: z.array(SessionRow),
  /** Fit by what they say, or may do so, and stay. */
  excluded: z.object({
    excepted: z.number(),
    anonymous: z.number(),
    undecodable: z.number(),
    notRecorded: z.number(),
  }),
  looked: z.number(),
  isAuthoritative: z.boolean(),
  /** The number has to be typed, for it is a production deployment. */
  mustType: z.boolean(),
  source: z.object({ address: z.string(), role: z.enum(["master", "replica"]) }),
  expiresAt: z.number(),
});
export type CohortPlan = z.infer<typeof CohortPlan>;

/** Counting takes as long as a search does, so it tells how far it is. */
export const CohortEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("progress"), fraction: z.number(), looked: z.number(), fits: z.number() }),
  z.object({ type: z.literal("planned"), plan: CohortPlan }),
]);
export type CohortEvent = z.infer<typeof CohortEvent>;

export const RevokeCohortInput = z.strictObject({
  deployment: z.string(),
  plan: z.string().max(16_384),
  reason: z.string().trim().min(3, "must say why, in three letters at least").max(500),
  /** The number of sessions that the plan shows, typed by the person; empty where it need not be. */
  typed: z.string().max(40),
});

/** What is told of a cohort's revocation when it has ended. */
export const CohortReport = z.object({
  /** Of the ledger. */
  revocationId: z.string(),
  planned: z.number(),
  deleted: z.number(),
  alreadyGone: z.number(),
  /** Did not fit any more when they were about to go. */
  kept: z.number(),
  /** Written again by requests under way, and revoked again. */
  cameBack: z.number(),
  /** Fit at the last look; null where it was not looked. */
  left: z.number().nullable(),
  /** How often it began again on another server. */
  restarts: z.number(),
  durationMs: z.number(),
  replicas: z.object({ confirmed: z.number(), connected: z.number() }),
  isStopped: z.boolean(),
});
export type CohortReport = z.infer<typeof CohortReport>;

export const RevokeInput = z.strictObject({
  deployment: z.string(),
  plan: z.string(),
  reason: z.string().trim().min(3, "must say why, in three letters at least").max(500),
});

/** What has been proven so far. `recheck` looks whether a request in flight brought a session back. */
export const Revocation = z.object({
  id: z.string(),
  at: z.number(),
  by: z.string(),
  whom: z.string(),
  reason: z.string(),
  asked: z.number(),
  deleted: z.number(),
  alreadyGone: z.number(),
  /** Left alone, for the key belongs to another user now. */
  changedOwner: z.number(),
  replicas: z.object({ confirmed: z.number(), expected: z.number() }).nullable(),
  /** Sessions of these users that are left; null when that could not be verified. */
  left: z.number().nullable(),
  /** What the last look found; came-back: there was one again, and it was revoked again. */
  recheck: z.enum(["pending", "gone", "came-back", "unknown"]),
  /** How many a request in flight had brought back; they were revoked again. */
  cameBack: z.number(),
  checkedAt: z.number().nullable(),
  isAuthoritative: z.boolean(),
  /** Of a whole group of people, by a job. */
  isCohort: z.boolean(),
});
export type Revocation = z.infer<typeof Revocation>;

export const SessionCount = z.object({ count: z.number(), isComplete: z.boolean(), at: z.number() });
export type SessionCount = z.infer<typeof SessionCount>;

export const RevocationInput = z.strictObject({ deployment: z.string(), id: z.uuid() });

export const LedgerFilter = z.object({
  /** Part of a person's name, of whom it was about, or of the reason. */
  find: z.string().trim().min(1).max(100).optional(),
  state: z.enum(["pending", "gone", "came-back", "failed", "unknown"]).optional(),
});
export type LedgerFilter = z.infer<typeof LedgerFilter>;

export const LedgerInput = z.strictObject({
  deployment: z.string(),
  ...LedgerFilter.shape,
  /** The next page: what was revoked before this time, in ms since the epoch, or at it and has a smaller id. */
  before: z.coerce.number().int().positive().optional(),
  beforeId: z.uuid().optional(),
});

/** One session of one revocation: a fingerprint, never the id. */
export const RevokedSession = z.object({
  at: z.number(),
  by: z.string(),
  role: z.string(),
  whom: z.string(),
  reason: z.string(),
  keyspace: z.string(),
  session: z.string(),
  outcome: z.string(),
  recheck: z.string(),
  cameBack: z.number(),
  revocationId: z.string(),
});
export type RevokedSession = z.infer<typeof RevokedSession>;

export const ExportLedgerInput = z.strictObject({ deployment: z.string(), ...LedgerFilter.shape });

export const LedgerExportEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("rows"), rows: z.array(RevokedSession) }),
  z.object({ type: z.literal("end"), isComplete: z.boolean() }),
]);
export type LedgerExportEvent = z.infer<typeof LedgerExportEvent>;

export const Ledger = z.object({ revocations: z.array(Revocation), isLast: z.boolean() });
export type Ledger = z.infer<typeof Ledger>;

export const SessionInput = z.strictObject({ deployment: z.string(), ref: z.string().min(1).max(4096) });

export const CountSessionsInput = z.strictObject({ deployment: z.string() });
