import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Redis } from "ioredis";
import { DeploymentConfig } from "#lib/config/deployment-schema.ts";

const MASTER_NAME = "test-master";
const READY_WITHIN_MS = 50_000;
/** Below the kernel's range for outgoing connections, which starts at 32768. */
const LOWEST_PORT = 10_500;
const HIGHEST_PORT = 16_500;

export interface TestInstance {
  readonly address: string;
  readonly port: number;
  readonly folder: string;
  kill(): Promise<void>;
  pause(): void;
  resume(): void;
  start(): Promise<void>;
}

export interface TestDeployment {
  readonly masterName: string;
  readonly instances: TestInstance[];
  readonly sentinels: TestInstance[];
  /** The first master. */
  readonly master: TestInstance;
  readonly replicas: TestInstance[];
  config(more?: Record<string, unknown>): DeploymentConfig;
  /** A plain client as an application would have it; closed by stop(). */
  client(address: string, db?: number): Redis;
  /** What the Sentinels say. */
  currentMaster(): Promise<string>;
  /** Asks the first Sentinel for a failover; resolves when all of them name the new master, and it says that it is. */
  failover(): Promise<string>;
  stop(): Promise<void>;
}

interface Wanted {
  replicas?: number;
  sentinels?: number;
  /** Lines added to each redis.conf. */
  redisConf?: string[];
  /** Lines added to each sentinel.conf. */
  sentinelConf?: string[];
  downAfterMs?: number;
}

const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** Real servers on loopback; a master alone unless told. */
export async function startTestDeployment(wanted: Wanted = {}): Promise<TestDeployment> {
  const { replicas: replicaCount = 0, sentinels: sentinelCount = 0, redisConf = [], downAfterMs = 1000 } = wanted;
  const { sentinelConf = [] } = wanted;
  const folder = mkdtempSync(join(tmpdir(), "redis-test-"));
  const clients: Redis[] = [];
  const newRedis = (lines: (port: number) => string[]) =>
    startOnFreePort(folder, "redis", (port) => [...baseLines(port), ...redisConf, ...lines(port)]);
  const master = await newRedis(() => []);
  const replicas = await Promise.all(
    Array.from({ length: replicaCount }, () => newRedis(() => [`replicaof 127.0.0.1 ${master.port}`])),
  );
  // A sentinel that has asked the master for its replicas too early asks again after ten seconds only.
  await waitUntilFollowed(master, replicaCount);
  const sentinels: TestInstance[] = [];
  for (let nth = 0; nth < sentinelCount; nth++) {
    sentinels.push(
      await startOnFreePort(folder, "sentinel", (port) => [
        ...sentinelLines(port, master.port, Math.floor(sentinelCount / 2) + 1, downAfterMs),
        ...sentinelConf,
      ]),
    );
  }
  const instances = [master, ...replicas];
  const deployment: TestDeployment = {
    masterName: MASTER_NAME,
    instances,
    sentinels,
    master,
    replicas,
    config: (more = {}) => testConfig(master, sentinels, more),
    client(address, db = 0) {
      const [host = "", port = ""] = address.split(":");
      const client = new Redis({ host, port: Number(port), db });
      client.on("error", () => undefined);
      clients.push(client);
      return client;
    },
    currentMaster: () => newestMaster(sentinels.map(({ port }) => port)),
    async failover() {
      const before = await this.currentMaster();
      await ask([sentinels[0]?.port ?? 0], ["SENTINEL", "FAILOVER", MASTER_NAME]);
      let after = before;
      await waitUntil(async () => {
        const named = await Promise.all(sentinels.map((sentinel) => namedMaster(sentinel.port)));
        after = named[0] ?? before;
        const isAgreed = after !== before && named.every((address) => address === after);
        const port = Number(after.split(":")[1]);
        return isAgreed && String(await ask([port], ["INFO", "replication"])).includes("role:master");
      });
      return after;
    },
    async stop() {
      for (const client of clients) client.disconnect();
      await Promise.all([...sentinels, ...instances].map((instance) => instance.kill()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await waitUntilKnown(replicaCount, sentinels);
  return deployment;
}

function baseLines(port: number): string[] {
  return [
    `port ${port}`,
    "bind 127.0.0.1",
    "daemonize no",
    'save ""',
    "repl-diskless-sync-delay 0",
    "repl-ping-replica-period 1",
  ];
}

function sentinelLines(port: number, masterPort: number, quorum: number, downAfterMs: number): string[] {
  return [
    `port ${port}`,
    "bind 127.0.0.1",
    `sentinel monitor ${MASTER_NAME} 127.0.0.1 ${masterPort} ${quorum}`,
    `sentinel down-after-milliseconds ${MASTER_NAME} ${downAfterMs}`,
    `sentinel failover-timeout ${MASTER_NAME} 3000`,
  ];
}

function testConfig(master: TestInstance, sentinels: TestInstance[], more: Record<string, unknown>): DeploymentConfig {
  return DeploymentConfig.parse({
    label: "Test",
    environment: { name: "test", colour: "grey", production: false },
    users: { reader: {}, writer: {} },
    ...(sentinels.length === 0
      ? { kind: "standalone", address: master.address }
      : { kind: "sentinel", masterName: MASTER_NAME, sentinels: sentinels.map(({ address }) => address) }),
    ...more,
  });
}

async function startOnFreePort(
  folder: string,
  kind: "redis" | "sentinel",
  lines: (port: number) => string[],
): Promise<TestInstance> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const port = await freePort();
    const home = join(folder, `${kind}-${port}`);
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, "redis.conf"), `${[...lines(port), `dir ${home}`].join("\n")}\n`);
    const instance = makeInstance(home, port, kind);
    try {
      await instance.start();
      return instance;
    } catch (thrown) {
      // Somebody else was quicker to bind the port.
      if (attempt === 19) throw thrown;
    }
  }
  throw new Error("No instance could be started.");
}

function makeInstance(folder: string, port: number, kind: "redis" | "sentinel"): TestInstance {
  let child: ChildProcess | undefined;
  return {
    address: `127.0.0.1:${port}`,
    port,
    folder,
    async start() {
      const args = [join(folder, "redis.conf"), ...(kind === "sentinel" ? ["--sentinel"] : [])];
      const started = spawn("redis-server", args, { stdio: "ignore" });
      child = started;
      running.add(started);
      started.once("exit", () => running.delete(started));
      await waitUntil(async () => {
        if (started.exitCode !== null)
          throw new Error(`redis-server on ${port} ended with status ${started.exitCode}.`);
        return (await ask([port], ["PING"])) === "PONG";
      });
    },
    async kill() {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
    pause: () => child?.kill("SIGSTOP"),
    resume: () => child?.kill("SIGCONT"),
  };
}

async function waitUntilFollowed(master: TestInstance, replicas: number): Promise<void> {
  await waitUntil(async () => {
    const info = String(await ask([master.port], ["INFO", "replication"]));
    return (info.match(/state=online/g) ?? []).length === replicas;
  });
}

async function waitUntilKnown(replicas: number, sentinels: TestInstance[]): Promise<void> {
  for (const { port } of sentinels) {
    await waitUntil(async () => {
      const field = await describedMaster(port);
      return field("num-slaves") === replicas && field("num-other-sentinels") === sentinels.length - 1;
    });
  }
}

async function describedMaster(sentinelPort: number): Promise<(field: string) => number> {
  const reply: unknown = await ask([sentinelPort], ["SENTINEL", "MASTER", MASTER_NAME]);
  const flat = Array.isArray(reply) ? reply.map(String) : [];
  return (name) => (flat.includes(name) ? Number(flat[flat.indexOf(name) + 1]) : -1);
}

/** What the Sentinel with the latest failover says: the others may not have heard of it yet. */
async function newestMaster(sentinelPorts: number[]): Promise<string> {
  const heard = await Promise.all(
    sentinelPorts.map(async (port) => ({ port, epoch: (await describedMaster(port))("config-epoch") })),
  );
  const [newest] = heard.sort((a, b) => b.epoch - a.epoch);
  return namedMaster(newest?.port ?? 0);
}

async function namedMaster(sentinelPort: number): Promise<string> {
  const [host, port] = await ask([sentinelPort], ["SENTINEL", "GET-MASTER-ADDR-BY-NAME", MASTER_NAME]);
  return `${host}:${port}`;
}

// biome-ignore lint/suspicious/noExplicitAny: a reply may have any shape, and tests look at it themselves.
async function ask(ports: number[], [command = "", ...args]: string[]): Promise<any> {
  for (const port of ports) {
    const client = new Redis({
      port,
      host: "127.0.0.1",
      lazyConnect: true,
      retryStrategy: () => null,
      commandTimeout: 1000,
      maxRetriesPerRequest: 0,
    });
    client.on("error", () => undefined);
    try {
      await client.connect();
      return await client.call(command, ...args);
    } catch {
      // The next one may answer; the caller polls.
    } finally {
      client.disconnect();
    }
  }
  return undefined;
}

async function waitUntil(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error("The test deployment was not ready in time.");
    await delay(20);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const port = LOWEST_PORT + Math.floor(Math.random() * (HIGHEST_PORT - LOWEST_PORT));
    const probe = createServer();
    probe.once("error", () => resolve(freePort()));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(port)));
  });
}
