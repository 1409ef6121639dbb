import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { DeploymentConfig } from "#lib/config/deployment-schema.ts";

const MASTER_NAME = "test-master";
const READY_WITHIN_MS = 20_000;
const REPLICA_PORTS = [6379, 6380];
const SENTINEL_PORTS = [26379, 26380, 26381];
const QUORUM = 2;

/** One master, one Sentinel and the test itself here; two replicas and the Sentinels' majority behind a link that can be cut. */
export interface PartitionedDeployment {
  readonly master: string;
  readonly replicas: readonly string[];
  config(more?: Record<string, unknown>): DeploymentConfig;
  cut(): void;
  heal(): void;
  /** What the majority says, asked on its own side: also while the link is cut. */
  masterBeyond(): string;
  stop(): Promise<void>;
}

/** Why no network namespace can be made here, or undefined where it can. */
export function whyNoNamespaces(): string | undefined {
  const isMade = attempt(() => {
    makeNetwork().remove();
    return true;
  });
  return isMade ? undefined : "network namespaces need root, the ip command and veth links";
}

export async function startPartitionedDeployment(downAfterMs: number): Promise<PartitionedDeployment> {
  const network = makeNetwork();
  const folder = mkdtempSync(join(tmpdir(), "redis-partition-"));
  const children: ChildProcess[] = [];
  const stop = async () => {
    await Promise.all(children.map(end));
    network.remove();
    rmSync(folder, { recursive: true, force: true });
  };
  const start = (host: string, port: number, lines: string[], kind: "redis" | "sentinel") => {
    const home = join(folder, `${host}-${port}`);
    mkdirSync(home);
    writeFileSync(join(home, "redis.conf"), [`port ${port}`, `bind ${host}`, `dir ${home}`, ...lines, ""].join("\n"));
    const argv = ["redis-server", join(home, "redis.conf"), ...(kind === "sentinel" ? ["--sentinel"] : [])];
    const beyond = host === network.beyond ? ["ip", "netns", "exec", network.namespace] : [];
    const [command = "", ...args] = [...beyond, ...argv];
    children.push(spawn(command, args, { stdio: "ignore" }));
  };
  try {
    start(network.here, 6379, redisLines(network.here), "redis");
    for (const port of REPLICA_PORTS) {
      start(network.beyond, port, [...redisLines(network.beyond), `replicaof ${network.here} 6379`], "redis");
    }
    await waitUntil(() => /connected_slaves:2\n.*state=online.*state=online/s.test(network.info()));
    for (const [host, ports] of [
      [network.here, SENTINEL_PORTS.slice(0, 1)],
      [network.beyond, SENTINEL_PORTS],
    ] as const) {
      for (const port of ports) start(host, port, sentinelLines(host, network.here, downAfterMs), "sentinel");
    }
    await waitUntil(() => network.knowEachOther());
  } catch (thrown) {
    await stop();
    throw thrown;
  }
  return {
    master: `${network.here}:6379`,
    replicas: REPLICA_PORTS.map((port) => `${network.beyond}:${port}`),
    config: (more = {}) => testConfig(network, more),
    cut: network.cut,
    heal: network.heal,
    masterBeyond: network.masterBeyond,
    stop,
  };
}

type Network = ReturnType<typeof makeNetwork>;

/** Cutting takes the far end down: this side keeps its addresses and routes, and its packets are lost without a word. */
function makeNetwork() {
  const namespace = `part-${process.pid}`;
  const near = `pn${process.pid}`;
  const far = `pf${process.pid}`;
  const net = `10.${200 + ((process.pid >> 8) % 50)}.${process.pid % 256}`;
  const [here, beyond] = [`${net}.1`, `${net}.2`];
  const inside = (...args: string[]) => ip("-n", namespace, ...args);
  const cli = (host: string, port: number, ...args: string[]) =>
    ip("netns", "exec", namespace, "redis-cli", "-h", host, "-p", String(port), ...args).replaceAll("\r", "");
  const remove = () => {
    // Whichever of the two was made; the link goes with its namespace.
    for (const args of [
      ["link", "del", near],
      ["netns", "del", namespace],
    ])
      attempt(() => ip(...args));
  };
  try {
    ip("netns", "add", namespace);
    ip("link", "add", near, "type", "veth", "peer", "name", far, "netns", namespace);
    ip("address", "add", `${here}/24`, "dev", near);
    ip("link", "set", near, "up");
    // On lo it outlives the cut, so that those beyond keep hearing each other.
    inside("address", "add", `${beyond}/32`, "dev", "lo");
    inside("address", "add", `${net}.3/24`, "dev", far);
    inside("link", "set", "lo", "up");
    inside("link", "set", far, "up");
  } catch (thrown) {
    remove();
    throw thrown;
  }
  return {
    namespace,
    here,
    beyond,
    cut: () => void inside("link", "set", far, "down"),
    heal: () => void inside("link", "set", far, "up"),
    info: () => cli(here, 6379, "INFO", "replication"),
    masterBeyond: () =>
      cli(beyond, SENTINEL_PORTS[0] ?? 0, "SENTINEL", "GET-MASTER-ADDR-BY-NAME", MASTER_NAME)
        .trim()
        .replace("\n", ":"),
    knowEachOther: () =>
      [[here, 26379] as const, ...SENTINEL_PORTS.map((port) => [beyond, port] as const)].every(([host, port]) =>
        /num-slaves\n2\nnum-other-sentinels\n3\n/.test(cli(host, port, "SENTINEL", "MASTER", MASTER_NAME)),
      ),
    remove,
  };
}

function redisLines(host: string): string[] {
  return [
    `replica-announce-ip ${host}`,
    "protected-mode no",
    'save ""',
    "repl-diskless-sync-delay 0",
    "repl-ping-replica-period 1",
  ];
}

function sentinelLines(host: string, master: string, downAfterMs: number): string[] {
  return [
    `sentinel announce-ip ${host}`,
    "protected-mode no",
    `sentinel monitor ${MASTER_NAME} ${master} 6379 ${QUORUM}`,
    `sentinel down-after-milliseconds ${MASTER_NAME} ${downAfterMs}`,
    `sentinel failover-timeout ${MASTER_NAME} 3000`,
  ];
}

function testConfig({ here, beyond }: Network, more: Record<string, unknown>): DeploymentConfig {
  return DeploymentConfig.parse({
    label: "Test",
    environment: { name: "test", colour: "grey", production: false },
    users: { reader: {}, writer: {} },
    kind: "sentinel",
    masterName: MASTER_NAME,
    sentinels: [`${here}:26379`, ...SENTINEL_PORTS.map((port) => `${beyond}:${port}`)],
    ...more,
  });
}

function ip(...args: string[]): string {
  return execFileSync("ip", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], timeout: 5_000 });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

/** What cannot be asked yet is not so yet. */
async function waitUntil(isSo: () => boolean): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!attempt(isSo)) {
    if (Date.now() > deadline) throw new Error("The test deployment was not ready in time.");
    await delay(50);
  }
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
