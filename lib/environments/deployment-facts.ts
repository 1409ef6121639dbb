import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import type { DeploymentFacts } from "#lib/findings/rule.ts";

/** What the console's own configuration tells about a deployment. */
export function deploymentFacts(config: DeploymentConfig): DeploymentFacts {
  const holds = (kind: DeploymentConfig["keyspaces"][number]["kind"]) =>
    config.keyspaces.some((keyspace) => keyspace.kind === kind);
  const usesSentinel = config.kind === "sentinel";
  return {
    usesSentinel,
    holdsSessions: holds("session"),
    holdsRateLimits: holds("rate-limit"),
    holdsCache: holds("cache"),
    sentinels: config.kind === "sentinel" ? (config.expectedSentinels ?? config.sentinels.length) : undefined,
    replicas: config.expectedReplicas ?? (usesSentinel ? undefined : 0),
  };
}
