import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { TemplateInput } from "#lib/render/ansible/template-input.ts";
import { UnsafeText } from "#lib/render/ansible/template-input.ts";
import { renderTemplate } from "./render-template.ts";

const read = (file: string) => readFileSync(new URL(`../../templates/${file}`, import.meta.url), "utf8");
const REDIS = read("redis.conf.tpl");
const SENTINEL = read("sentinel.conf.tpl");
const PASSWORDS = [
  "plain",
  "two words",
  ' "both\' quotes"',
  "back\\slash\\",
  "#hash",
  "tab\tbed",
  "line\nslaveof 127.0.0.1 1",
  "a\r\n",
  "ключ ✓ 😀",
  "{{ x }}",
  "\\n\\x41",
  "0",
  "None",
];

let folder: string;
let servers: ChildProcess[];
let clients: Redis[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "boot-"));
  servers = [];
  clients = [];
});

afterEach(async () => {
  for (const client of clients) client.disconnect();
  await Promise.all(servers.map(stop));
  rmSync(folder, { recursive: true, force: true });
});

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGKILL");
  await ended;
}

/** Starts the rendered file; answers when the server does, or with what it said when it gave up. */
async function start(file: string, ...options: string[]): Promise<"started" | string> {
  const server = spawn("redis-server", [file, ...options], { stdio: ["ignore", "pipe", "pipe"] });
  servers.push(server);
  let output = "";
  return new Promise((resolve) => {
    const listen = (chunk: Buffer) => {
      output += chunk.toString();
      if (/eady to accept connections|Sentinel ID is/.test(output)) resolve("started");
    };
    server.stdout.on("data", listen);
    server.stderr.on("data", listen);
    server.once("exit", () => resolve(output));
  });
}

/** Renders and starts on a free port below the ones that the system hands out. */
async function boot(kind: "redis" | "sentinel", variables: Record<string, TemplateInput>): Promise<number> {
  let answer = "";
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const port = 12_000 + Math.floor(Math.random() * 18_000);
    const file = join(folder, `${kind}-${port}.conf`);
    writeFileSync(file, kind === "redis" ? renderRedis(port, variables) : renderSentinel(port, variables));
    answer = await start(file, ...(kind === "sentinel" ? ["--sentinel"] : []));
    if (answer === "started") return port;
    if (!answer.includes("Address already in use")) break;
  }
  throw new Error(answer);
}

function renderRedis(port: number, variables: Record<string, TemplateInput>): string {
  const places = {
    REDIS_DIR: folder,
    REDIS_LOG_FILE: "",
    REDIS_PID_FILE: join(folder, "redis.pid"),
    REDIS_DAEMONIZE: false,
  };
  const base = { REDIS_PORT: port, REDIS_PASSWORD: "s3cret", REDIS_MAX_MEMORY: "64mb" };
  return onStdout(renderTemplate({ template: REDIS, variables: { ...base, ...places, ...variables } }));
}

function renderSentinel(port: number, variables: Record<string, TemplateInput>): string {
  const places = {
    SENTINEL_DIR: folder,
    SENTINEL_PID_FILE: join(folder, "sentinel.pid"),
    SENTINEL_DAEMONIZE: "no",
    SENTINEL_BIND_IP: "127.0.0.1",
  };
  // Nobody listens on the discard port: the Sentinel watches alone.
  const base = {
    SENTINEL_PORT: port,
    SENTINEL_MASTER_NAME: "mymaster",
    SENTINEL_MASTER_IP: "127.0.0.1",
    SENTINEL_MASTER_PORT: 9,
    SENTINEL_QUORUM: 1,
  };
  return onStdout(renderTemplate({ template: SENTINEL, variables: { ...base, ...places, ...variables } }));
}

/** The default folder of logs is not there on a developer's machine. */
function onStdout(config: string): string {
  return config.replace(/^logfile .*$/m, 'logfile ""');
}

async function connect(port: number, options: { username?: string; password?: string }): Promise<Redis> {
  const client = new Redis({
    host: "127.0.0.1",
    port,
    ...options,
    lazyConnect: true,
    enableReadyCheck: false,
    maxRetriesPerRequest: 1,
  });
  client.on("error", () => undefined);
  clients.push(client);
  await client.connect();
  return client;
}

describe("a real redis-server", () => {
  test.each(PASSWORDS)(
    "reads back the password %j as it was given, for itself and for its master",
    async (password) => {
      const port = await boot("redis", { REDIS_PASSWORD: new UnsafeText(password) });
      const client = await connect(port, { password });
      expect(await client.config("GET", "requirepass")).toEqual(["requirepass", password]);
      expect(await client.config("GET", "masterauth")).toEqual(["masterauth", password]);
      expect(await client.config("GET", "replicaof")).toEqual(["replicaof", ""]);
    },
  );

  test.each([
    {
      REDIS_PROTECTED_MODE: false,
      REDIS_AOF_ENABLED: true,
      REDIS_RDB_COMPRESSION: "no",
      REDIS_AOF_FSYNC_POLICY: false,
    },
    { REDIS_BIND_IP: ["127.0.0.1", "-::1"], REDIS_SAVE_POINTS: [], REDIS_KEYSPACE_EVENTS: "", REDIS_MAX_MEMORY: 0 },
    {
      REDIS_BIND_IP: "127.0.0.1, -::1",
      REDIS_SAVE_POINTS: "60 1,30 5",
      REDIS_AOF_DIR_NAME: "log of writes",
      REDIS_AOF_ENABLED: "yes",
    },
    {
      REDIS_MIN_REPLICAS_TO_WRITE: 0,
      REDIS_MIN_REPLICAS_MAX_LAG: 10,
      REDIS_REPLICA_PRIORITY: 0,
      REDIS_REPLICA_ANNOUNCE_IP: "10.0.0.9",
      REDIS_REPLICA_ANNOUNCE_PORT: 7000,
    },
    { REDIS_MASTER_USER: "replicator", REDIS_MASTER_PASSWORD: 'other "pw"', REDIS_REPLICAOF: "127.0.0.1 9" },
    { REDIS_MAXMEMORY_POLICY: "noeviction", REDIS_DATABASES: 32, REDIS_MAX_CLIENTS: 100 },
  ])("accepts %j", async (variables) => {
    const port = await boot("redis", variables);
    const client = await connect(port, { password: "s3cret" });
    expect(await client.ping()).toBe("PONG");
  });

  test("means what the variables say", async () => {
    const port = await boot("redis", {
      REDIS_SAVE_POINTS: ["60 1"],
      REDIS_KEYSPACE_EVENTS: "Ex",
      REDIS_MAX_MEMORY: "64mb",
    });
    const client = await connect(port, { password: "s3cret" });
    expect(await client.config("GET", "save")).toEqual(["save", "60 1"]);
    expect(await client.config("GET", "notify-keyspace-events")).toEqual(["notify-keyspace-events", "xE"]);
    expect(await client.config("GET", "maxmemory")).toEqual(["maxmemory", String(64 * 1024 * 1024)]);
    expect(await client.config("GET", "dir")).toEqual(["dir", folder]);
  });

  test("accepts an ACL file", async () => {
    const file = join(folder, "users.acl");
    writeFileSync(file, "user default on >s3cret ~* &* +@all\nuser reader on >r3ad ~* +@read\n");
    const port = await boot("redis", { REDIS_ACL_FILE: file });
    const client = await connect(port, { username: "reader", password: "r3ad" });
    expect(await client.get("nothing")).toBeNull();
  });
});

describe("a real Sentinel", () => {
  test.each(PASSWORDS)("asks for the password %j", async (password) => {
    const port = await boot("sentinel", { SENTINEL_PASSWORD: new UnsafeText(password) });
    const client = await connect(port, { password });
    expect(await client.ping()).toBe("PONG");
  });

  test("watches the master that it was given", async () => {
    const port = await boot("sentinel", {
      SENTINEL_MASTER_PASSWORD: "p\\w#1",
      SENTINEL_DOWN_AFTER_MS: 4_000,
      SENTINEL_ANNOUNCE_IP: "10.0.0.9",
    });
    const client = await connect(port, {});
    const [master] = (await client.call("SENTINEL", "MASTERS")) as string[][];
    expect(master).toEqual(expect.arrayContaining(["mymaster", "127.0.0.1", "4000"]));
  });

  test.each([
    { SENTINEL_PASSWORD: "s3cret#\\x" },
    {
      SENTINEL_PASSWORD: "s3cret",
      SENTINEL_USER: "console",
      SENTINEL_MASTER_PASSWORD: "p\\w#1",
      SENTINEL_MASTER_USER: "watcher",
    },
    { SENTINEL_RESOLVE_HOSTNAMES: true, SENTINEL_ANNOUNCE_HOSTNAMES: true, SENTINEL_MASTER_IP: "localhost" },
  ])("starts again from the file that it has rewritten: %j", async (variables) => {
    const port = await boot("sentinel", variables);
    const login = "SENTINEL_PASSWORD" in variables ? { password: variables.SENTINEL_PASSWORD } : {};
    const credentials = "SENTINEL_USER" in variables ? { ...login, username: variables.SENTINEL_USER } : login;
    expect(await (await connect(port, credentials)).ping()).toBe("PONG");
    await Promise.all(servers.map(stop));
    expect(await start(join(folder, `sentinel-${port}.conf`), "--sentinel")).toBe("started");
    expect(await (await connect(port, credentials)).ping()).toBe("PONG");
  });
});
