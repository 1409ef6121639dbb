import { join } from "node:path";
import { stringify } from "yaml";
import type { Layout } from "./embedded-layout.ts";
import { MASTER_NAME } from "./embedded-layout.ts";
import { secretFile } from "./embedded-secrets.ts";
import { SECRET_VARIABLES } from "./embedded-variables.ts";
import { instanceFolder } from "./instance-folder.ts";
import { ENVIRONMENT, environmentsFolder } from "./write-environment.ts";

/** The console's configuration for the embedded deployment, in the form that operators write by hand. */
export function embeddedConfig(folder: string, layout: Layout, port: number): string {
  const config = {
    console: {
      address: `http://127.0.0.1:${port}`,
      allowedHosts: [`localhost:${port}`],
      secret: { file: secretFile(folder, "console") },
      metricsToken: { file: secretFile(folder, "metrics") },
      usersFile: join(folder, "users.yaml"),
    },
    store: { folder: join(folder, "store") },
    deployments: { embedded: embeddedDeployment(folder, layout) },
  };
  return `# Written at each start of the embedded deployment.\n${stringify(config)}`;
}

function embeddedDeployment(folder: string, layout: Layout) {
  return {
    kind: "sentinel",
    label: "Embedded",
    environment: { name: "demo", colour: "blue", production: false },
    masterName: MASTER_NAME,
    sentinels: layout.sentinelPorts.map((port) => `127.0.0.1:${port}`),
    sentinelUser: { password: { file: secretFile(folder, "sentinel") } },
    users: {
      reader: { username: "console-reader", password: { file: secretFile(folder, "console-reader") } },
      writer: { username: "console-writer", password: { file: secretFile(folder, "console-writer") } },
      configReader: { username: "console-config", password: { file: secretFile(folder, "console-config") } },
      configWriter: {
        username: "console-config-writer",
        password: { file: secretFile(folder, "console-config-writer") },
      },
      restorer: { username: "console-restorer", password: { file: secretFile(folder, "console-restorer") } },
      failover: { username: "console-failover", password: { file: secretFile(folder, "console-failover") } },
    },
    allowedAddresses: layout.redisPorts.map((port) => `127.0.0.1:${port}`),
    expectedReplicas: layout.redisPorts.length - 1,
    expectedSentinels: layout.sentinelPorts.length,
    configuration: {
      folder: environmentsFolder(folder),
      environment: ENVIRONMENT,
      secrets: Object.fromEntries(
        Object.entries(SECRET_VARIABLES).map(([name, secret]) => [name, { file: secretFile(folder, secret) }]),
      ),
    },
    keyspaces: embeddedKeyspaces(),
    instances: [
      ...layout.redisPorts.map((port) => managed(folder, "redis", port)),
      ...layout.sentinelPorts.map((port) => managed(folder, "sentinel", port)),
    ],
  };
}

function embeddedKeyspaces() {
  return [
    {
      kind: "session",
      preset: "connect-redis",
      name: "web-sessions",
      label: "Web sessions",
      db: 0,
      match: "session:{id}",
      user: "passport.user",
      email: "email",
      ip: "ip",
      device: "ua",
      created: "createdAt",
    },
    {
      kind: "cache",
      name: "shop-cache",
      label: "Shop cache",
      db: 1,
      match: "cache:{id}",
      scopes: [{ label: "Products", pattern: "cache:product:*" }],
      personal: ["cache:user:{user}:{part}"],
    },
    {
      kind: "rate-limit",
      name: "api-limits",
      label: "API limits",
      db: 3,
      match: "ratelimit:ip:{ip}",
      limit: 100,
      windowMs: 60_000,
    },
    {
      kind: "rate-limit",
      preset: "rate-limiter-flexible",
      name: "login-limits",
      label: "Failed sign-ins",
      db: 3,
      match: "ratelimit:login:{email}",
      limit: 5,
      windowMs: 60_000,
    },
    {
      kind: "rate-limit",
      preset: "async-ratelimiter",
      name: "search-limits",
      label: "Searches",
      db: 3,
      match: "ratelimit:search:{user}",
      limit: 20,
      windowMs: 60_000,
    },
    {
      kind: "channel",
      name: "notifications",
      label: "Notifications",
      db: 2,
      match: "notifications:{id}",
      codec: "json",
      publish: true,
      examples: [{ label: "An order", body: '{"order":4711,"state":"shipped"}' }],
    },
    { preset: "console-test", name: "console-test", label: "Console tests" },
    { preset: "socketio", name: "live-updates", label: "Live updates", publish: true },
  ];
}

function managed(folder: string, kind: "redis" | "sentinel", port: number) {
  const home = instanceFolder(folder, kind, port);
  return {
    name: `${kind}-${port}`,
    kind,
    host: "127.0.0.1",
    port,
    configFile: join(home, `${kind}.conf`),
    pidFile: join(home, `${kind}.pid`),
    ...(kind === "redis"
      ? { user: { username: "lifecycle", password: { file: secretFile(folder, "lifecycle") } } }
      : { user: { password: { file: secretFile(folder, "sentinel") } } }),
  };
}
