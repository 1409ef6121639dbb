import { z } from "zod";
import { Job } from "#lib/jobs/schema.ts";

/** Why one part of an answer is missing, and what to do about it. */
export const Refusal = z.object({ message: z.string(), advice: z.string() });
export type Refusal = z.infer<typeof Refusal>;

/** A part that fails takes no other with it. */
export type Part<T> = { ok: true; data: T } | { ok: false; refusal: Refusal };

function partOf<Schema extends z.ZodType>(data: Schema) {
  return z.discriminatedUnion("ok", [
    z.object({ ok: z.literal(true), data }),
    z.object({ ok: z.literal(false), refusal: Refusal }),
  ]);
}

export const SlowEntry = z.object({
  id: z.number(),
  at: z.number(),
  durationMs: z.number(),
  /** null where the first word was no command's name. */
  command: z.string().nullable(),
  argumentCount: z.number(),
  argumentBytes: z.number(),
  /** null for roles that may not see them. */
  shownArguments: z.array(z.object({ text: z.string(), isMasked: z.boolean() })).nullable(),
  client: z.string().nullable(),
  clientName: z.string().nullable(),
});
export type SlowEntry = z.infer<typeof SlowEntry>;

export const Slowlog = z.object({
  at: z.number(),
  entries: z.array(SlowEntry),
  /** How many the instance keeps; more than `entries` when not all were fetched. */
  kept: partOf(z.number()),
  showsArguments: z.boolean(),
});
export type Slowlog = z.infer<typeof Slowlog>;

export const Latency = z.object({
  at: z.number(),
  /** false: latency-monitor-threshold is 0; null: not known. */
  isMonitored: z.boolean().nullable(),
  events: partOf(
    z.array(
      z.object({
        name: z.string(),
        at: z.number(),
        latestMs: z.number(),
        worstMs: z.number(),
        /** The oldest first. */
        spikes: z.array(z.object({ at: z.number(), ms: z.number() })),
      }),
    ),
  ),
  /** Its own words, line by line. */
  doctor: partOf(z.array(z.string())),
  /** Those that took the most time since the start. */
  commands: partOf(
    z.array(
      z.object({
        command: z.string(),
        calls: z.number(),
        totalMs: z.number(),
        averageMs: z.number(),
        failed: z.number().nullable(),
        p50Ms: z.number().nullable(),
        p99Ms: z.number().nullable(),
        p999Ms: z.number().nullable(),
      }),
    ),
  ),
});
export type Latency = z.infer<typeof Latency>;

/** application: none of the others. What is `console` was opened by this console. */
export const ClientKind = z.enum(["application", "console", "replica", "master", "sentinel"]);
export type ClientKind = z.infer<typeof ClientKind>;

export const ClientRow = z.object({
  id: z.string(),
  address: z.string(),
  name: z.string().nullable(),
  user: z.string().nullable(),
  kind: ClientKind,
  ageSeconds: z.number().nullable(),
  idleSeconds: z.number().nullable(),
  command: z.string().nullable(),
  db: z.number().nullable(),
  memoryBytes: z.number().nullable(),
  outputBytes: z.number().nullable(),
  subscriptions: z.number(),
  patternSubscriptions: z.number(),
  isBlocked: z.boolean(),
  library: z.string().nullable(),
});
export type ClientRow = z.infer<typeof ClientRow>;

export const ClientRows = z.object({
  at: z.number(),
  clients: z.array(ClientRow),
  /** How many more there are than `clients`. */
  more: z.number(),
});
export type ClientRows = z.infer<typeof ClientRows>;

export const KilledClient = z.object({ outcome: z.enum(["killed", "already-gone"]), id: z.string() });
export type KilledClient = z.infer<typeof KilledClient>;

const bytes = z.number().nullable();

export const InstanceMemory = z.object({
  at: z.number(),
  doctor: partOf(z.array(z.string())),
  stats: partOf(
    z.object({
      totalBytes: bytes,
      peakBytes: bytes,
      startupBytes: bytes,
      datasetBytes: bytes,
      overheadBytes: bytes,
      clientBytes: bytes,
      replicaBytes: bytes,
      backlogBytes: bytes,
      aofBufferBytes: bytes,
      scriptBytes: bytes,
      keys: z.number().nullable(),
      bytesPerKey: bytes,
      fragmentationRatio: z.number().nullable(),
      fragmentationBytes: bytes,
    }),
  ),
});
export type InstanceMemory = z.infer<typeof InstanceMemory>;

export const InstanceKeyspace = z.object({
  at: z.number(),
  databases: z.array(
    z.object({
      db: z.number(),
      /** What the configuration says it is for. */
      purpose: z.string().nullable(),
      keys: z.number(),
      expires: z.number(),
      averageTtlMs: z.number().nullable(),
      /** Labels of the configured keyspaces that live there. */
      keyspaces: z.array(z.string()),
    }),
  ),
});
export type InstanceKeyspace = z.infer<typeof InstanceKeyspace>;

export const InstanceConfig = z.object({
  at: z.number(),
  /** null where the instance does not know the directive. */
  directives: z.array(z.object({ name: z.string(), value: z.string().nullable() })),
});
export type InstanceConfig = z.infer<typeof InstanceConfig>;

export const BigKey = z.object({
  db: z.number(),
  name: z.string(),
  /** The name itself lets somebody in, or is protected: a fingerprint or its size stands for it. */
  isMasked: z.boolean(),
  /** Label of the configured keyspace. */
  keyspace: z.string().nullable(),
  type: z.string(),
  memoryBytes: z.number(),
  /** Bytes of a string, elements of anything else; null until the end, or when the key went meanwhile. */
  size: z.number().nullable(),
});
export type BigKey = z.infer<typeof BigKey>;

/** What a sample says while it runs; the last one `isDone`. */
export const BigKeySample = z.object({
  at: z.number(),
  source: z.object({ address: z.string(), role: z.enum(["master", "replica"]) }),
  /** Of all keys, 0 to 1. */
  fraction: z.number(),
  keys: z.number(),
  /** Keys that the console's user may not look at. */
  refused: z.number(),
  types: z.array(z.object({ type: z.string(), keys: z.number(), memoryBytes: z.number() })),
  /** The largest first. */
  top: z.array(BigKey),
  isDone: z.boolean(),
  /** Why it is not complete; null while it runs and when it is. */
  why: z.string().nullable(),
});
export type BigKeySample = z.infer<typeof BigKeySample>;

/** The newest sample of an instance: the job that looks, and what it has found. */
export const BigKeyLook = z.object({
  job: Job.pick({ id: true, state: true, fraction: true, userName: true, isCancelAsked: true, error: true })
    .extend({ mayCancel: z.boolean() })
    .nullable(),
  sample: BigKeySample.nullable(),
});
export type BigKeyLook = z.infer<typeof BigKeyLook>;
