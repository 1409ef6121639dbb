import { existsSync } from "node:fs";
import { join } from "node:path";
import { runScript } from "#lib/lifecycle/run-script.ts";
import type { Layout } from "./embedded-layout.ts";
import { embeddedSecret } from "./embedded-secrets.ts";
import { instanceFolder } from "./instance-folder.ts";

type Kind = "redis" | "sentinel";

/** Starts the data instances, then the Sentinels, through the lifecycle scripts; those that run already stay. */
export async function startInstances(folder: string, layout: Layout): Promise<void> {
  await Promise.all(layout.redisPorts.map((port) => act(folder, "redis", port, "start")));
  await Promise.all(layout.sentinelPorts.map((port) => act(folder, "sentinel", port, "start")));
}

/** Sentinels first, so that nobody starts a failover while the rest goes down. */
export async function stopInstances(folder: string, layout: Layout): Promise<void> {
  await Promise.all(layout.sentinelPorts.map((port) => actWhereRendered(folder, "sentinel", port)));
  await Promise.all(layout.redisPorts.map((port) => actWhereRendered(folder, "redis", port)));
}

/** What was never rendered was never started. */
async function actWhereRendered(folder: string, kind: Kind, port: number): Promise<void> {
  if (existsSync(join(instanceFolder(folder, kind, port), `${kind}.conf`))) await act(folder, kind, port, "stop");
}

async function act(folder: string, kind: Kind, port: number, action: "start" | "stop"): Promise<void> {
  const home = instanceFolder(folder, kind, port);
  const { exitCode, output } = await runScript({
    script: kind === "redis" ? "manage_redis_server.sh" : "manage_sentinel.sh",
    action,
    configFile: join(home, `${kind}.conf`),
    pidFile: join(home, `${kind}.pid`),
    port,
    ...(kind === "redis"
      ? { user: "lifecycle", password: embeddedSecret(folder, "lifecycle") }
      : { password: embeddedSecret(folder, "sentinel") }),
    timeoutMs: 60_000,
  });
  if (exitCode !== 0) {
    throw new Error(
      `${kind} on port ${port} did not ${action}:\n${output}\nTo begin anew, removing the demo's data: npm start -- --reset`,
    );
  }
}
