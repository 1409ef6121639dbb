import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { renderTemplate } from "#lib/render/render-template.ts";
import type { Layout } from "./embedded-layout.ts";
import { embeddedSecret } from "./embedded-secrets.ts";
import { ownVariables, SECRET_VARIABLES, sharedVariables } from "./embedded-variables.ts";
import { instanceFolder } from "./instance-folder.ts";
import { writePrivateFile } from "./write-private-file.ts";

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
      renderTemplate({ template: redisTemplate, variables: variablesOf(folder, layout, "redis", port) }),
    );
  }
  for (const port of layout.sentinelPorts) {
    const home = newFolder(folder, "sentinel", port);
    writeOnce(join(home, "sentinel.conf"), () =>
      renderTemplate({ template: sentinelTemplate, variables: variablesOf(folder, layout, "sentinel", port) }),
    );
  }
}

/** At the first start the first instance is the master; afterwards that is the Sentinels' business. */
function variablesOf(folder: string, layout: Layout, kind: "redis" | "sentinel", port: number) {
  const [firstMaster] = layout.redisPorts;
  const secrets = Object.entries(SECRET_VARIABLES).map(([name, secret]) => [name, embeddedSecret(folder, secret)]);
  return {
    ...sharedVariables(layout),
    ...ownVariables(folder, kind, port),
    ...Object.fromEntries(secrets),
    ...(kind === "redis" && port !== firstMaster ? { REDIS_REPLICAOF: `127.0.0.1 ${firstMaster}` } : {}),
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
