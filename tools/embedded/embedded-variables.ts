import { join } from "node:path";
import { type Layout, MASTER_NAME } from "./embedded-layout.ts";
import type { SecretName } from "./embedded-secrets.ts";
import { instanceFolder } from "./instance-folder.ts";

const LOOPBACK = "127.0.0.1";

type Variables = Record<string, string | number>;

/** What all instances of the embedded deployment share. */
export function sharedVariables(layout: Layout): Variables {
  return {
    REDIS_BIND_IP: LOOPBACK,
    REDIS_MASTER_USER: "replication",
    REDIS_MAX_MEMORY: "256mb",
    REDIS_MAXMEMORY_POLICY: "volatile-lru",
    REDIS_AOF_ENABLED: "yes",
    SENTINEL_BIND_IP: LOOPBACK,
    SENTINEL_MASTER_NAME: MASTER_NAME,
    SENTINEL_MASTER_IP: LOOPBACK,
    SENTINEL_MASTER_PORT: layout.redisPorts[0] ?? 0,
    SENTINEL_QUORUM: 2,
    // A demonstration should fail over while somebody watches; production waits longer.
    SENTINEL_DOWN_AFTER_MS: 5000,
    SENTINEL_FAILOVER_TIMEOUT: 30_000,
    SENTINEL_MASTER_USER: "sentinel",
  };
}

/** What one of them has of its own. */
export function ownVariables(folder: string, kind: "redis" | "sentinel", port: number): Variables {
  const home = instanceFolder(folder, kind, port);
  const files = { DIR: home, PID_FILE: join(home, `${kind}.pid`), LOG_FILE: join(home, `${kind}.log`) };
  const named = Object.entries({ PORT: port, ...files }).map(([name, value]) => [
    `${kind.toUpperCase()}_${name}`,
    value,
  ]);
  return { ...Object.fromEntries(named), ...(kind === "redis" ? { REDIS_ACL_FILE: join(home, "users.acl") } : {}) };
}

/** Which secret a variable takes; the files of variables never hold one. */
export const SECRET_VARIABLES: Readonly<Record<string, SecretName>> = {
  REDIS_PASSWORD: "redis",
  REDIS_MASTER_PASSWORD: "replication",
  SENTINEL_PASSWORD: "sentinel",
  SENTINEL_MASTER_PASSWORD: "sentinel-to-redis",
};
