import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import type { InstanceInfo } from "#lib/redis/parse-info.ts";
import type { DeploymentLook } from "./look-at-deployment.ts";
import type { InstanceLook } from "./look-at-instance.ts";
import type { DeploymentMemory } from "./memory-of-deployment.ts";
import type { InstanceFigures, InstanceSnapshot } from "./schema.ts";

/** An instance as the page shows it, before it is judged; while it is silent, with the last figures it gave. */
export function toInstance(
  config: DeploymentConfig,
  look: DeploymentLook,
  memory: DeploymentMemory,
  one: InstanceLook,
): InstanceSnapshot {
  const last = one.info === null ? memory.lastOf(one.address) : one;
  const role = last?.info.replication.role ?? roleBySentinels(look, one.address);
  return {
    address: one.address,
    role: role ?? "unknown",
    state: "unknown",
    flags: flagsOf(look, one.address),
    pingMs: one.pingMs,
    figures: last === undefined ? null : toFigures(config, look, memory, one.address, last.info),
    figuresAt: last?.at ?? null,
    silence: one.silence,
  };
}

function toFigures(
  config: DeploymentConfig,
  look: DeploymentLook,
  memory: DeploymentMemory,
  address: string,
  info: InstanceInfo,
): InstanceFigures {
  const { clients, memory: bytes, stats, persistence } = info;
  return {
    version: info.version ?? "unknown",
    runId: info.runId ?? "",
    uptimeSeconds: info.uptimeSeconds ?? 0,
    clients: { connected: clients.connected ?? 0, blocked: clients.blocked ?? 0, max: clients.max ?? null },
    memory: {
      usedBytes: bytes.usedBytes ?? 0,
      peakBytes: bytes.peakBytes ?? 0,
      rssBytes: bytes.residentBytes ?? 0,
      fragmentationRatio: bytes.fragmentationRatio ?? null,
      maxBytes: bytes.maxBytes || null,
      policy: bytes.policy ?? "unknown",
    },
    traffic: {
      opsPerSecond: stats.opsPerSecond ?? 0,
      hitRate: memory.hitRateOf(address),
      evictedKeys: stats.evicted ?? 0,
      expiredKeys: stats.expired ?? 0,
      rejectedConnections: stats.rejectedConnections ?? 0,
    },
    persistence: {
      isLoading: persistence.isLoading ?? false,
      lastSaveAt: persistence.lastSaveAt ?? null,
      isLastSaveOk: persistence.lastSaveOk ?? true,
      changesSinceSave: persistence.changesSinceSave ?? 0,
      isSaving: persistence.isSaving ?? false,
      isAofEnabled: persistence.isAofOn ?? false,
      isLastAofWriteOk: persistence.isAofOn ? (persistence.lastAofWriteOk ?? null) : null,
    },
    keyspace: info.keyspace.map((one) => ({ ...one, purpose: purposeOf(config, one.db) })),
    replication: toReplication(look, address, info),
  };
}

function toReplication(
  look: DeploymentLook,
  address: string,
  { replication }: InstanceInfo,
): InstanceFigures["replication"] {
  const { role, masterAddress } = replication;
  const master = role === "replica" ? look.instances.find((one) => one.address === masterAddress)?.info : undefined;
  const seenByMaster = master?.replication.replicas.find((one) => one.address === address);
  const lagBytes = role === "replica" ? difference(master?.replication.offset, replication.offset) : null;
  return {
    masterAddress: role === "replica" ? (masterAddress ?? null) : null,
    isLinkUp: role === "replica" ? (replication.isLinkUp ?? null) : null,
    isSyncing: replication.isSyncing ?? false,
    lagBytes,
    lagSeconds:
      role === "replica"
        ? replication.isLinkUp === false
          ? (replication.lastIoSecondsAgo ?? null)
          : (seenByMaster?.lagSeconds ?? replication.lastIoSecondsAgo ?? null)
        : null,
    offset: replication.offset ?? null,
    connectedReplicas: replication.replicas.length,
    priority: role === "replica" ? (replication.priority ?? null) : null,
    isReadOnly: role === "replica" ? (replication.isReadOnly ?? null) : null,
  };
}

/** The two were not asked in the same instant, so a replica may seem ahead. */
function difference(master: number | undefined, replica: number | undefined): number | null {
  return master === undefined || replica === undefined ? null : Math.max(0, master - replica);
}

function purposeOf({ logicalDatabases }: DeploymentConfig, db: number): string | null {
  const names = { sessions: "sessions", cache: "cache", pubsub: "pub/sub", rateLimits: "rate limits" } as const;
  const found = Object.entries(logicalDatabases).find(([, number]) => number === db)?.[0];
  // The keys of both objects are the same four.
  return found === undefined ? null : names[found as keyof typeof names];
}

function roleBySentinels(
  { sentinels, masterAddress }: DeploymentLook,
  address: string,
): "master" | "replica" | undefined {
  if (address === masterAddress) return "master";
  return sentinels.some(({ view }) => view?.replicas.some((one) => one.address === address)) ? "replica" : undefined;
}

/** What any Sentinel says of it, in Redis' words. */
function flagsOf({ sentinels }: DeploymentLook, address: string): string[] {
  const flags = sentinels.flatMap(({ view }) => {
    const seen =
      view?.master?.address === address ? view.master : view?.replicas.find((one) => one.address === address);
    if (seen === undefined) return [];
    return [
      ...(seen.flags.isSdown ? ["s_down"] : []),
      ...(seen.flags.isOdown ? ["o_down"] : []),
      ...(seen.flags.isDisconnected ? ["disconnected"] : []),
      ...(seen.flags.isFailoverInProgress ? ["failover_in_progress"] : []),
    ];
  });
  return [...new Set(flags)];
}
