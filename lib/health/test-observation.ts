import { Thresholds } from "#lib/config/deployment-schema.ts";
import type { InstanceFigures, Observation, ObservedInstance, ObservedSentinel } from "#lib/topology/schema.ts";
import type { Expectations } from "./check.ts";

export const MASTER = "10.0.0.1:6379";
export const REPLICAS = ["10.0.0.2:6379", "10.0.0.3:6379"] as const;
export const AT = 1_800_000_000_000;

type Groups = "clients" | "memory" | "traffic" | "persistence" | "replication";
type Changes = { [Group in Groups]?: Partial<InstanceFigures[Group]> };

/** What an instance says that is well, but for the changes. */
export function testFigures(role: "master" | "replica", changes: Changes = {}): InstanceFigures {
  return {
    isValkey: false,
    version: "8.2.4",
    buildId: null,
    runId: "a".repeat(40),
    uptimeSeconds: 86_400,
    clients: { connected: 20, blocked: 0, max: 10_000, ...changes.clients },
    memory: {
      usedBytes: 200 * 2 ** 20,
      peakBytes: 210 * 2 ** 20,
      rssBytes: 220 * 2 ** 20,
      fragmentationRatio: 1.1,
      maxBytes: 1024 * 2 ** 20,
      policy: "noeviction",
      hostBytes: 8 * 2 ** 30,
      ...changes.memory,
    },
    traffic: {
      opsPerSecond: 100,
      hitRate: 0.95,
      lately: { seconds: 60, lookups: 6_000, evictedKeys: 0, rejectedConnections: 0 },
      commands: 1_000,
      hits: 950,
      misses: 50,
      connections: 40,
      evictedKeys: 0,
      expiredKeys: 10,
      rejectedConnections: 0,
      ...changes.traffic,
    },
    persistence: {
      isLoading: false,
      lastSaveAt: AT - 60_000,
      saveAgeSeconds: 60,
      isLastSaveOk: true,
      changesSinceSave: 10,
      isSaving: false,
      isAofEnabled: false,
      isLastAofWriteOk: true,
      isLastAofRewriteOk: true,
      lastForkMs: 1,
      ...changes.persistence,
    },
    keyspace: [],
    replication: {
      masterAddress: role === "replica" ? MASTER : null,
      isLinkUp: role === "replica" ? true : null,
      isSyncing: false,
      lastIoSecondsAgo: role === "replica" ? 1 : null,
      lagBytes: role === "replica" ? 0 : null,
      lagSeconds: role === "replica" ? 0 : null,
      offset: 1_000,
      connectedReplicas: role === "master" ? 2 : 0,
      goodReplicas: null,
      priority: role === "replica" ? 100 : null,
      isReadOnly: role === "replica" ? true : null,
      ...changes.replication,
    },
  };
}

export function testInstance(
  address: string,
  role: "master" | "replica",
  changes: Changes & { version?: string; isValkey?: boolean } = {},
): ObservedInstance {
  const { version = "8.2.4", isValkey = false, ...groups } = changes;
  return {
    address,
    role,
    flags: [],
    pingMs: 0.3,
    figures: { ...testFigures(role, groups), version, isValkey },
    figuresAt: AT,
    silence: null,
    isOpenToAnybody: false,
    setup: { hasSavePoints: true, isAofOn: false, hasMasterAuth: true, minReplicas: 0 },
  };
}

export function testSentinel(address: string, changes: Partial<ObservedSentinel> = {}): ObservedSentinel {
  return {
    address,
    masterAddress: MASTER,
    epoch: 3,
    flags: [],
    isTilt: false,
    masters: 1,
    quorum: 2,
    downAfterMs: 30_000,
    failoverTimeoutMs: 180_000,
    isQuorumOk: true,
    quorumReply: "OK 3 usable Sentinels. Quorum and failover authorization can be reached",
    knownSentinels: 2,
    knownReplicas: 2,
    replicas: REPLICAS.map((replica) => ({
      address: replica,
      flags: [],
      isLinkUp: true,
      priority: 100,
      offset: 1_000,
    })),
    peers: [],
    silence: null,
    lastSeenAt: AT,
    ...changes,
  };
}

/** One master, two replicas, three sentinels, all well. */
export function testObservation(changes: Partial<Observation> = {}): Observation {
  return {
    deployment: "test",
    kind: "sentinel",
    masterName: "mymaster",
    at: AT,
    masterAddress: MASTER,
    isFailoverUnderWay: false,
    forecast: null,
    instances: [testInstance(MASTER, "master"), ...REPLICAS.map((address) => testInstance(address, "replica"))],
    sentinels: [1, 2, 3].map((nth) => testSentinel(`10.0.1.${nth}:26379`)),
    ...changes,
  };
}

export const SILENT = { code: "REDIS_UNREACHABLE", message: "It refuses connections.", advice: "Start it." };

export function testSilent(instance: ObservedInstance, lastSeenAt: number | null = AT - 10_000): ObservedInstance {
  return {
    ...instance,
    silence: SILENT,
    pingMs: null,
    figuresAt: lastSeenAt,
    ...(lastSeenAt === null ? { figures: null } : {}),
  };
}

export const EXPECTED: Expectations = { thresholds: Thresholds.parse({}), replicas: 2, sentinels: 3 };
