import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { plainText } from "#lib/plain-text.ts";
import type { InstanceInfo } from "#lib/redis/parse-info.ts";
import type { CounterWindow } from "./counter-window.ts";
import { databasePurpose } from "./database-purpose.ts";
import type { InstanceFigures } from "./schema.ts";

const LONGEST_WORD = 60;

interface Circumstances {
  /** When it was looked at, by the console's clock. */
  at: number;
  window: ReturnType<CounterWindow["read"]>;
  lagBytes: number | null;
  lagSeconds: number | null;
  databases: DeploymentConfig["logicalDatabases"];
}

/** INFO as the page shows it; its words are shortened and made printable, for they come from outside. */
export function toFigures(info: InstanceInfo, circumstances: Circumstances): InstanceFigures {
  const { clients, memory, stats } = info;
  const { window, databases } = circumstances;
  return {
    isValkey: info.isValkey,
    version: word(info.version) ?? "unknown",
    buildId: word(info.buildId) ?? null,
    runId: word(info.runId) ?? "unknown",
    uptimeSeconds: info.uptimeSeconds ?? 0,
    clients: { connected: clients.connected ?? 0, blocked: clients.blocked ?? 0, max: clients.max ?? null },
    memory: {
      usedBytes: memory.usedBytes ?? 0,
      peakBytes: memory.peakBytes ?? 0,
      rssBytes: memory.residentBytes ?? 0,
      fragmentationRatio: memory.fragmentationRatio ?? null,
      maxBytes: memory.maxBytes || null,
      policy: word(memory.policy) ?? "unknown",
      hostBytes: memory.hostBytes ?? null,
    },
    traffic: {
      opsPerSecond: stats.opsPerSecond ?? 0,
      hitRate: window.hitRate,
      lately: window.lately,
      commands: stats.commands ?? 0,
      hits: stats.hits ?? 0,
      misses: stats.misses ?? 0,
      connections: stats.connections ?? 0,
      evictedKeys: stats.evicted ?? 0,
      expiredKeys: stats.expired ?? 0,
      rejectedConnections: stats.rejectedConnections ?? 0,
    },
    persistence: toPersistence(info, circumstances.at),
    keyspace: info.keyspace.map(({ db, keys, expires }) => ({
      db,
      keys,
      expires,
      purpose: databasePurpose(db, databases),
    })),
    replication: toReplication(info, circumstances),
  };
}

function toPersistence({ persistence, clockAt }: InstanceInfo, at: number): InstanceFigures["persistence"] {
  const { lastSaveAt } = persistence;
  return {
    isLoading: persistence.isLoading ?? false,
    lastSaveAt: lastSaveAt ?? null,
    saveAgeSeconds: lastSaveAt === undefined ? null : Math.max(0, Math.round(((clockAt ?? at) - lastSaveAt) / 1000)),
    isLastSaveOk: persistence.lastSaveOk ?? null,
    changesSinceSave: persistence.changesSinceSave ?? 0,
    isSaving: persistence.isSaving ?? false,
    isAofEnabled: persistence.isAofOn ?? false,
    isLastAofWriteOk: persistence.lastAofWriteOk ?? null,
    isLastAofRewriteOk: persistence.lastAofRewriteOk ?? null,
    lastForkMs:
      persistence.lastForkMicroseconds === undefined ? null : Math.round(persistence.lastForkMicroseconds / 100) / 10,
  };
}

function toReplication(
  { replication }: InstanceInfo,
  { lagBytes, lagSeconds }: Circumstances,
): InstanceFigures["replication"] {
  const isReplica = replication.role === "replica";
  return {
    masterAddress: isReplica ? (replication.masterAddress ?? null) : null,
    isLinkUp: isReplica ? (replication.isLinkUp ?? null) : null,
    isSyncing: isReplica && (replication.isSyncing ?? false),
    lastIoSecondsAgo: isReplica ? (replication.lastIoSecondsAgo ?? null) : null,
    lagBytes: isReplica ? lagBytes : null,
    lagSeconds: isReplica ? lagSeconds : null,
    offset: replication.offset ?? null,
    connectedReplicas: replication.replicas.filter(({ state }) => state === "online").length,
    goodReplicas: replication.goodReplicas ?? null,
    priority: isReplica ? (replication.priority ?? null) : null,
    isReadOnly: isReplica ? (replication.isReadOnly ?? null) : null,
  };
}

function word(text: string | undefined): string | undefined {
  return text === undefined ? undefined : plainText(text, LONGEST_WORD);
}
