import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import type { Limits } from "#lib/health/check.ts";

export type FigureName =
  | "lag_bytes"
  | "lag_seconds"
  | "memory_ratio"
  | "clients_ratio"
  | "fragmentation_ratio"
  | "hit_ratio"
  | "ping_ms"
  | "save_age_seconds"
  | "evicted_keys"
  | "rejected_connections"
  | "fork_ms"
  | "usable_replicas"
  | "known_sentinels";

export type ThresholdLimits = Partial<Record<FigureName, Partial<Limits>>>;

/** Every limit that the checks of a deployment judge by, under the names of their figures. */
export function thresholdLimits(config: DeploymentConfig): ThresholdLimits {
  const { thresholds } = config;
  const replicas = config.expectedReplicas ?? (config.kind === "sentinel" ? 1 : undefined);
  return {
    lag_bytes: thresholds.lagBytes,
    lag_seconds: thresholds.lagSeconds,
    memory_ratio: thresholds.memoryRatio,
    clients_ratio: thresholds.clientsRatio,
    fragmentation_ratio: thresholds.fragmentationRatio,
    hit_ratio: thresholds.hitRate,
    ping_ms: thresholds.pingMs,
    save_age_seconds: thresholds.saveAgeSeconds,
    evicted_keys: thresholds.evictedKeys,
    rejected_connections: thresholds.rejectedConnections,
    fork_ms: thresholds.forkMs,
    ...(replicas === undefined ? {} : { usable_replicas: { warning: replicas, critical: Math.min(1, replicas) } }),
    ...(config.kind === "sentinel"
      ? { known_sentinels: { warning: config.expectedSentinels ?? config.sentinels.length } }
      : {}),
  };
}
