import { z } from "zod";
import { HealthReport, HealthState } from "../health/schema.ts";

/** Why an instance or a sentinel gave no figures. */
const Silence = z.object({ code: z.string(), message: z.string() });

const Replication = z.object({
  /** host:port it follows; null for a master. */
  masterAddress: z.string().nullable(),
  isLinkUp: z.boolean().nullable(),
  isSyncing: z.boolean(),
  lagBytes: z.number().nullable(),
  lagSeconds: z.number().nullable(),
  offset: z.number().nullable(),
  connectedReplicas: z.number(),
  priority: z.number().nullable(),
  isReadOnly: z.boolean().nullable(),
});

const InstanceFigures = z.object({
  version: z.string(),
  runId: z.string(),
  uptimeSeconds: z.number(),
  clients: z.object({ connected: z.number(), blocked: z.number(), max: z.number().nullable() }),
  memory: z.object({
    usedBytes: z.number(),
    peakBytes: z.number(),
    rssBytes: z.number(),
    fragmentationRatio: z.number().nullable(),
    /** null when maxmemory is 0: no limit. */
    maxBytes: z.number().nullable(),
    policy: z.string(),
  }),
  traffic: z.object({
    opsPerSecond: z.number(),
    /** Over the last interval; null when nothing was looked up. */
    hitRate: z.number().nullable(),
    evictedKeys: z.number(),
    expiredKeys: z.number(),
    rejectedConnections: z.number(),
  }),
  persistence: z.object({
    isLoading: z.boolean(),
    lastSaveAt: z.number().nullable(),
    isLastSaveOk: z.boolean(),
    changesSinceSave: z.number(),
    isSaving: z.boolean(),
    isAofEnabled: z.boolean(),
    isLastAofWriteOk: z.boolean().nullable(),
  }),
  keyspace: z.array(
    z.object({ db: z.number(), purpose: z.string().nullable(), keys: z.number(), expires: z.number() }),
  ),
  replication: Replication,
});
export type InstanceFigures = z.infer<typeof InstanceFigures>;

export const InstanceSnapshot = z.object({
  address: z.string(),
  role: z.enum(["master", "replica", "unknown"]),
  state: HealthState,
  /** As the sentinels write them: s_down, o_down, disconnected … */
  flags: z.array(z.string()),
  pingMs: z.number().nullable(),
  figures: InstanceFigures.nullable(),
  silence: Silence.nullable(),
});
export type InstanceSnapshot = z.infer<typeof InstanceSnapshot>;

export const SentinelSnapshot = z.object({
  address: z.string(),
  state: HealthState,
  /** Which master it believes in. */
  masterAddress: z.string().nullable(),
  epoch: z.number().nullable(),
  flags: z.array(z.string()),
  isTilt: z.boolean().nullable(),
  quorum: z.number().nullable(),
  /** What SENTINEL CKQUORUM answered. */
  isQuorumOk: z.boolean().nullable(),
  quorumReply: z.string().nullable(),
  knownSentinels: z.number().nullable(),
  knownReplicas: z.number().nullable(),
  silence: Silence.nullable(),
});
export type SentinelSnapshot = z.infer<typeof SentinelSnapshot>;

/** What one look at a deployment saw; `at` in ms since the epoch. */
export const Topology = z.object({
  deployment: z.string(),
  kind: z.enum(["standalone", "sentinel"]),
  masterName: z.string().nullable(),
  at: z.number(),
  health: HealthReport,
  masterAddress: z.string().nullable(),
  isFailoverUnderWay: z.boolean(),
  instances: z.array(InstanceSnapshot),
  sentinels: z.array(SentinelSnapshot),
});
export type Topology = z.infer<typeof Topology>;
