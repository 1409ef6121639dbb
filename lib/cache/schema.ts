import { z } from "zod";
import { NO_UNDO, Undo, UndoOutlook } from "#lib/undo/schema.ts";

/** A key's own bytes, base64url: what is shown of it may not be unique. */
const KeyBytes = z.base64url().min(1).max(65_536);

const deployment = z.string();
const keyspace = z.string().max(40).describe("Name of a cache keyspace of the configuration.");
/** A glob as SCAN takes it. */
const Pattern = z.string().min(1, "must not be empty").max(256, "must have at most 256 characters");

export const CacheKey = z.object({
  key: KeyBytes,
  /** As people read it, with escapes for what is no text. */
  text: z.string(),
  type: z.string(),
  /** Length or number of elements, in the unit of its type. */
  size: z.number().nullable(),
  memoryBytes: z.number().nullable(),
  /** null: it does not expire. */
  ttlMs: z.number().nullable(),
});
export type CacheKey = z.infer<typeof CacheKey>;

const Source = z.object({ address: z.string(), role: z.enum(["master", "replica"]) });

export const SearchCacheInput = z.strictObject({ deployment, keyspace, pattern: Pattern });
export const CacheSearchEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("source"), source: Source }),
  z.object({ type: z.literal("found"), keys: z.array(CacheKey) }),
  z.object({ type: z.literal("progress"), fraction: z.number(), matched: z.number(), spared: z.number() }),
  z.object({
    type: z.literal("finished"),
    isComplete: z.boolean(),
    matched: z.number(),
    /** Fit the pattern and are no keys of this cache. */
    spared: z.number(),
    why: z.string().nullable(),
  }),
]);
export type CacheSearchEvent = z.infer<typeof CacheSearchEvent>;

export const SampleNamespacesInput = z.strictObject({ deployment });
const Namespace = z.object({
  keyspace: z.string(),
  /** The beginning that its keys share, up to and with the separator, as people read it. */
  prefix: z.string(),
  /** A pattern for exactly these; null where the beginning is no text. */
  pattern: z.string().nullable(),
  keysInSample: z.number(),
  /** Worked out from the share of the sample. */
  estimatedKeys: z.number(),
  estimatedBytes: z.number(),
  withoutExpiry: z.number(),
});
export type Namespace = z.infer<typeof Namespace>;
export const NamespaceSample = z.object({
  at: z.number(),
  keyspaces: z.array(z.object({ name: z.string(), label: z.string(), db: z.number() })),
  namespaces: z.array(Namespace),
  sampledKeys: z.number(),
  /** Whether the sample is everything there is. */
  isWhole: z.boolean(),
  source: Source.nullable(),
});
export type NamespaceSample = z.infer<typeof NamespaceSample>;

export const ShowValueInput = z.strictObject({ deployment, keyspace, key: KeyBytes });
/** A piece of a value: text where it is UTF-8 text, else bytes as hex. */
const Piece = z.object({ text: z.string(), isText: z.boolean(), isWhole: z.boolean() });
export type Piece = z.infer<typeof Piece>;
export const CacheValue = z.object({
  key: CacheKey,
  /** One piece for a string; name and value for a hash, score for a sorted set, id for a stream. */
  rows: z.array(z.object({ label: Piece.nullable(), value: Piece })),
  isWhole: z.boolean(),
  isJson: z.boolean(),
  source: Source,
});
export type CacheValue = z.infer<typeof CacheValue>;

/** Of a sample: how many keys would end by themselves when. */
export const Expiries = z.object({
  sampled: z.number(),
  /** In ascending order, each from the bound before; null: later than that. */
  within: z.array(z.object({ upToMs: z.number().nullable(), keys: z.number() })),
  never: z.number(),
});
export type Expiries = z.infer<typeof Expiries>;

export const PlanFlushInput = z.strictObject({ deployment, keyspace, pattern: Pattern });
export const FlushPlan = z.object({
  plan: z.string(),
  keyspace: z.string(),
  label: z.string(),
  pattern: z.string(),
  count: z.number(),
  /** Fit the pattern and stay, by what they belong to. */
  spared: z.array(z.object({ label: z.string(), count: z.number() })),
  sample: z.array(CacheKey),
  estimatedBytes: z.number(),
  estimatedMs: z.number(),
  expiries: Expiries,
  /** More than the role may flush without somebody with more rights, or the whole cache. */
  isLarge: z.boolean(),
  undo: UndoOutlook,
  source: Source,
  expiresAt: z.number(),
});
export type FlushPlan = z.infer<typeof FlushPlan>;

export const FlushInput = z.strictObject({
  deployment,
  plan: z.string().max(8_192),
  reason: z.string().trim().min(3, "must say why").max(500),
  /** The number of keys that the plan shows, typed by the person. */
  typed: z.string().max(40),
});
export type FlushInput = z.output<typeof FlushInput>;

/** What is told of a flush when it has ended. */
export const FlushReport = z.object({
  planned: z.number(),
  deleted: z.number(),
  alreadyGone: z.number(),
  /** Fit the pattern now, written since; null where nobody looked. */
  left: z.number().nullable(),
  /** How often it began again on another server. */
  restarts: z.number(),
  durationMs: z.number(),
  replicas: z.object({ confirmed: z.number(), connected: z.number() }),
  felt: z.object({ beforeMs: z.number(), p99Ms: z.number(), mostMs: z.number() }),
  isStopped: z.boolean(),
  undo: Undo.default(NO_UNDO),
});
export type FlushReport = z.infer<typeof FlushReport>;

export const DeleteCacheKeysInput = z.strictObject({
  deployment,
  keyspace,
  keys: z.array(KeyBytes).min(1).max(1_000),
  reason: z.string().trim().min(3, "must say why").max(500),
});
export const DeletedCacheKeys = z.object({
  deleted: z.number(),
  alreadyGone: z.number(),
  replicas: z.object({ confirmed: z.number(), connected: z.number() }),
  undo: Undo,
});
export type DeletedCacheKeys = z.infer<typeof DeletedCacheKeys>;
