import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { type InstanceLook, lookAtInstance } from "./look-at-instance.ts";
import { lookAtSentinel, type SentinelLook } from "./look-at-sentinel.ts";

/** What one round of looking gave, before any judgement. */
export interface DeploymentLook {
  at: number;
  instances: InstanceLook[];
  sentinels: SentinelLook[];
  /** What most of the Sentinels that answer call the master. */
  masterAddress: string | null;
}

/** Asks every Sentinel, then every instance that any of them, the configuration, or an earlier look has named. */
export async function lookAtDeployment(
  connections: DeploymentConnections,
  known: ReadonlySet<string>,
  now: () => number,
): Promise<DeploymentLook> {
  const { config } = connections;
  const sentinels = config.kind === "sentinel" ? await askSentinels(connections, config) : [];
  const named = sentinels.flatMap(({ view }) => [
    view?.master?.address,
    ...(view?.replicas.map(({ address }) => address) ?? []),
  ]);
  const addresses = new Set([...configured(config), ...named.filter((address) => address !== undefined), ...known]);
  const instances = await Promise.all([...addresses].map((address) => lookAtInstance(connections, address, now)));
  return {
    at: now(),
    instances,
    sentinels,
    masterAddress: config.kind === "standalone" ? config.address : elected(sentinels),
  };
}

function askSentinels(
  connections: DeploymentConnections,
  config: Extract<DeploymentConfig, { kind: "sentinel" }>,
): Promise<SentinelLook[]> {
  return Promise.all(config.sentinels.map((address) => lookAtSentinel(connections, address, config.masterName)));
}

function configured(config: DeploymentConfig): string[] {
  const managed = config.instances.filter(({ kind }) => kind === "redis").map(({ host, port }) => `${host}:${port}`);
  return config.kind === "standalone" ? [config.address, ...managed] : managed;
}

/** The highest epoch knows best; among equals the most voices. */
function elected(sentinels: readonly SentinelLook[]): string | null {
  const votes = new Map<string, { voices: number; epoch: number }>();
  for (const { view } of sentinels) {
    const address = view?.master?.address;
    if (address === undefined) continue;
    const { voices, epoch } = votes.get(address) ?? { voices: 0, epoch: 0 };
    votes.set(address, { voices: voices + 1, epoch: Math.max(epoch, view?.master?.configEpoch ?? 0) });
  }
  const sorted = [...votes].sort(([, a], [, b]) => b.epoch - a.epoch || b.voices - a.voices);
  return sorted[0]?.[0] ?? null;
}
