import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { renderTemplate } from "#lib/render/render-template.ts";
import { type Layout, MASTER_NAME } from "./embedded-layout.ts";
import { embeddedSecret } from "./embedded-secrets.ts";
import { instanceFolder } from "./instance-folder.ts";
import { writePrivateFile } from "./write-private-file.ts";

const LOOPBACK = "127.0.0.1";

/**
 * Renders the files of all instances from templates/, once: Redis and Sentinel keep their state in them, and writing
 * them anew after a failover would revert it.
 */
export function renderInstances(root: string, folder: string, layout: Layout, aclFile: string): void {
  const redisTemplate = readFileSync(join(root, "templates/redis.conf.tpl"), "utf8");
  const sentinelTemplate = readFileSync(join(root, "templates/sentinel.conf.tpl"), "utf8");
  for (const port of layout.redisPorts) {
    const home = newFolder(folder, "redis", port);
    writePrivateFile(join(home, "users.acl"), aclFile);
    writeOnce(join(home, "redis.conf"), () =>
      renderTemplate({ template: redisTemplate, variables: redisVariables(folder, layout, port) }),
    );
  }
  for (const port of layout.sentinelPorts) {
    const home = newFolder(folder, "sentinel", port);
    writeOnce(join(home, "sentinel.conf"), () =>
      renderTemplate({ template: sentinelTemplate, variables: sentinelVariables(folder, layout, port) }),
    );
  }
}

function redisVariables(folder: string, layout: Layout, port: number) {
  const home = instanceFolder(folder, "redis", port);
  const [firstMaster] = layout.redisPorts;
  return {
    REDIS_PORT: port,
    REDIS_BIND_IP: LOOPBACK,
    REDIS_DIR: home,
    REDIS_PID_FILE: join(home, "redis.pid"),
    REDIS_LOG_FILE: join(home, "redis.log"),
    REDIS_ACL_FILE: join(home, "users.acl"),
    REDIS_PASSWORD: embeddedSecret(folder, "redis"),
    REDIS_MASTER_USER: "replication",
    REDIS_MASTER_PASSWORD: embeddedSecret(folder, "replication"),
    REDIS_MAX_MEMORY: "256mb",
    REDIS_MAXMEMORY_POLICY: "volatile-lru",
    REDIS_AOF_ENABLED: "yes",
    ...(port === firstMaster ? {} : { REDIS_REPLICAOF: `${LOOPBACK} ${firstMaster}` }),
  };
}

function sentinelVariables(folder: string, layout: Layout, port: number) {
  const home = instanceFolder(folder, "sentinel", port);
  return {
    SENTINEL_PORT: port,
    SENTINEL_BIND_IP: LOOPBACK,
    SENTINEL_DIR: home,
    SENTINEL_PID_FILE: join(home, "sentinel.pid"),
    SENTINEL_LOG_FILE: join(home, "sentinel.log"),
    SENTINEL_MASTER_NAME: MASTER_NAME,
    SENTINEL_MASTER_IP: LOOPBACK,
    SENTINEL_MASTER_PORT: layout.redisPorts[0] ?? 0,
    SENTINEL_QUORUM: 2,
    // A demonstration should fail over while somebody watches; production waits longer.
    SENTINEL_DOWN_AFTER_MS: 5000,
    SENTINEL_FAILOVER_TIMEOUT: 30_000,
    SENTINEL_MASTER_USER: "sentinel",
    SENTINEL_MASTER_PASSWORD: embeddedSecret(folder, "sentinel-to-redis"),
    SENTINEL_PASSWORD: embeddedSecret(folder, "sentinel"),
  };
}

function newFolder(folder: string, kind: "redis" | "sentinel", port: number): string {
  const home = instanceFolder(folder, kind, port);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  return home;
}

function writeOnce(path: string, render: () => string): void {
  if (!existsSync(path)) writePrivateFile(path, render());
}
