import { z } from "zod";
import { Forecast } from "#lib/forecast/schema.ts";
import { HealthReport, HealthState } from "#lib/health/schema.ts";

/** Why an instance or a sentinel gave no figures. */
export const Silence = z.object({ code: z.string(), message: z.string(), advice: z.string() });
export type Silence = z.infer<typeof Silence>;

const Replication = z.object({
  /** host:port it follows; null for a master. */
  masterAddress: z.string().nullable(),
  isLinkUp: z.boolean().nullable(),
  isSyncing: z.boolean(),
  lastIoSecondsAgo: z.number().nullable(),
  lagBytes: z.number().nullable(),
  lagSeconds: z.number().nullable(),
  offset: z.number().nullable(),
  connectedReplicas: z.number(),
  /** How many count for min-replicas-to-write; null where that rule is off. How many it takes, INFO does not tell. */
  goodReplicas: z.number().nullable(),
  priority: z.number().nullable(),
  isReadOnly: z.boolean().nullable(),
});

const InstanceFigures = z.object({
  isValkey: z.boolean(),
  version: z.string(),
  buildId: z.string().nullable(),
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
    hostBytes: z.number().nullable(),
  }),
  traffic: z.object({
    opsPerSecond: z.number(),
    /** Over the last minute; null when nothing was looked up. */
    hitRate: z.number().nullable(),
    /** What the last minute brought; null until a first stretch of time has been seen. */
    lately: z
      .object({ seconds: z.number(), lookups: z.number(), evictedKeys: z.number(), rejectedConnections: z.number() })
      .nullable(),
    /** These count from the instance's start. */
    commands: z.number(),
    hits: z.number(),
    misses: z.number(),
    connections: z.number(),
    evictedKeys: z.number(),
    expiredKeys: z.number(),
    rejectedConnections: z.number(),
  }),
  persistence: z.object({
    isLoading: z.boolean(),
    lastSaveAt: z.number().nullable(),
    /** By the instance's own clock. */
    saveAgeSeconds: z.number().nullable(),
    isLastSaveOk: z.boolean().nullable(),
    changesSinceSave: z.number(),
    isSaving: z.boolean(),
    isAofEnabled: z.boolean(),
    isLastAofWriteOk: z.boolean().nullable(),
    isLastAofRewriteOk: z.boolean().nullable(),
    /** How long the last fork held the instance up. */
    lastForkMs: z.number().nullable(),
  }),
  keyspace: z.array(
    z.object({ db: z.number(), purpose: z.string().nullable(), keys: z.number(), expires: z.number() }),
  ),
  replication: Replication,
});
export type InstanceFigures = z.infer<typeof InstanceFigures>;

/** What INFO does not tell and CONFIG GET does. */
const InstanceSetup = z.object({
  hasSavePoints: z.boolean(),
  isAofOn: z.boolean(),
  hasMasterAuth: z.boolean(),
  /** min-replicas-to-write; 0 is off, null is not known. */
  minReplicas: z.number().nullable(),
});
export type InstanceSetup = z.infer<typeof InstanceSetup>;

export const InstanceSnapshot = z.object({
  address: z.string(),
  role: z.enum(["master", "replica", "unknown"]),
  state: HealthState,
  /** As the sentinels write them: s_down, o_down, disconnected … */
  flags: z.array(z.string()),
  pingMs: z.number().nullable(),
  /** While it is silent, the last it gave. */
  figures: InstanceFigures.nullable(),
  figuresAt: z.number().nullable(),
  /** Whether it takes commands from somebody who has not signed in; null while that is not known. */
  isOpenToAnybody: z.boolean().nullable(),
  /** null where the console may not ask, or has not yet. */
  setup: InstanceSetup.nullable(),
  silence: Silence.nullable(),
});
export type InstanceSnapshot = z.infer<typeof InstanceSnapshot>;

/** An instance as one sentinel sees it. */
const SeenInstance = z.object({
  address: z.string(),
  flags: z.array(z.string()),
  isLinkUp: z.boolean().nullable(),
  priority: z.number().nullable(),
  offset: z.number().nullable(),
});

export const SentinelSnapshot = z.object({
  address: z.string(),
  state: HealthState,
  /** Which master it believes in. */
  masterAddress: z.string().nullable(),
  epoch: z.number().nullable(),
  flags: z.array(z.string()),
  isTilt: z.boolean().nullable(),
  /** How many master names it watches, this deployment's among them. */
  masters: z.number().nullable(),
  quorum: z.number().nullable(),
  downAfterMs: z.number().nullable(),
  failoverTimeoutMs: z.number().nullable(),
  /** What SENTINEL CKQUORUM answered. */
  isQuorumOk: z.boolean().nullable(),
  quorumReply: z.string().nullable(),
  knownSentinels: z.number().nullable(),
  knownReplicas: z.number().nullable(),
  replicas: z.array(SeenInstance),
  /** The other sentinels. */
  peers: z.array(z.object({ address: z.string(), flags: z.array(z.string()) })),
  silence: Silence.nullable(),
  lastSeenAt: z.number().nullable(),
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
  /** What the sentinels would do if the master died now; null for a standalone instance. */
  forecast: Forecast.nullable(),
  instances: z.array(InstanceSnapshot),
  sentinels: z.array(SentinelSnapshot),
});
export type Topology = z.infer<typeof Topology>;

/** A snapshot before it is judged. */
export interface Observation extends Omit<Topology, "health" | "instances" | "sentinels"> {
  instances: ObservedInstance[];
  sentinels: ObservedSentinel[];
}
export type ObservedInstance = Omit<InstanceSnapshot, "state">;
export type ObservedSentinel = Omit<SentinelSnapshot, "state">;
