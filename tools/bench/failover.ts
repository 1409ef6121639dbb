// A safe failover beside the Sentinels' own, under the same writers: how long an application waits, and what it loses.
import { Redis } from "ioredis";
import { failOver } from "#lib/failover/test-failover.ts";
import { createDeploymentRegistry } from "#lib/redis/deployment-registry.ts";
import { startTestDeployment } from "#lib/redis/test-deployment.ts";
import { median } from "./median.ts";

const ROUNDS = process.argv.includes("--full") ? 10 : 3;
const WRITES_BEFORE = 500;
const LOOK_EVERY_MS = 100;
const WHOLE_WITHIN_MS = 60_000;

interface Run {
  /** The longest time in which an application that follows the Sentinels had no write acknowledged. */
  gapMs: number;
  written: number;
  lost: number;
}

const deployment = await startTestDeployment({ replicas: 2, sentinels: 3, downAfterMs: 5_000 });
const config = deployment.config({ users: { reader: {}, writer: {}, failover: {} } });
const registry = createDeploymentRegistry({ bench: config }, { readSecret: () => "" });
const WAYS = {
  safe: () => failOver(registry.get("bench")),
  "SENTINEL FAILOVER": () => deployment.failover(),
};

try {
  const runs = new Map(Object.keys(WAYS).map((name) => [name, [] as Run[]]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, way] of Object.entries(WAYS)) runs.get(name)?.push(await measure(`${round}:${name}`, way));
  }
  const base = median(runs.get("safe")?.map(({ gapMs }) => gapMs) ?? []);
  for (const [name, all] of runs) {
    const gap = median(all.map(({ gapMs }) => gapMs));
    const sum = (of: (run: Run) => number) => all.reduce((total, run) => total + of(run), 0);
    const [lost, written] = [sum((run) => run.lost), sum((run) => run.written)];
    const ratio = name === "safe" ? "" : ` (${(gap / base).toFixed(2)} times as long)`;
    const share = ((100 * lost) / written).toFixed(1);
    console.log(
      `  ${name}: an application waits ${gap.toFixed(0)} ms${ratio}; ${lost.toLocaleString("en")} of ${written.toLocaleString("en")} acknowledged writes lost (${share} %)`,
    );
  }
} finally {
  await registry.close();
  await deployment.stop();
}

/** One writer follows the Sentinels, one stays with the address that it knows; both take every OK for the truth. */
async function measure(run: string, way: () => Promise<unknown>): Promise<Run> {
  await untilWhole();
  const [host = "", port = ""] = (await deployment.currentMaster()).split(":");
  const sentinels = deployment.sentinels.map((sentinel) => ({ host: "127.0.0.1", port: sentinel.port }));
  const common = { maxRetriesPerRequest: 0, commandTimeout: 20_000, retryStrategy: () => 50 } as const;
  const following = new Redis({ ...common, sentinels, name: deployment.masterName, failoverDetector: true });
  const staying = new Redis({ ...common, host, port: Number(port) });
  const writers = [following, staying].map((redis, nth) => startWriter(redis, `${run}:${nth}`));
  while (writers.some(({ acknowledged }) => acknowledged.length < WRITES_BEFORE)) await pause(LOOK_EVERY_MS);
  await way();
  await untilWhole();
  // Everybody has met the new master by now.
  const before = writers[0]?.acknowledged.length ?? 0;
  while ((writers[0]?.acknowledged.length ?? 0) === before) await pause(LOOK_EVERY_MS);
  for (const writer of writers) await writer.stop();
  const keys = writers.flatMap(({ acknowledged }) => acknowledged);
  return { gapMs: writers[0]?.gapMs() ?? Number.NaN, written: keys.length, lost: await countLost(keys) };
}

function startWriter(redis: Redis, prefix: string) {
  const acknowledged: string[] = [];
  let isStopping = false;
  let gapMs = 0;
  redis.on("error", () => undefined);
  const write = async () => {
    let lastAt = performance.now();
    for (let count = 0; !isStopping; count += 1) {
      const reply = await redis.set(`bench:${prefix}:${count}`, "1").catch(() => "no");
      if (reply !== "OK") {
        await pause(5);
        continue;
      }
      acknowledged.push(`bench:${prefix}:${count}`);
      gapMs = Math.max(gapMs, performance.now() - lastAt);
      lastAt = performance.now();
    }
  };
  const writing = write();
  return {
    acknowledged,
    gapMs: () => gapMs,
    async stop() {
      isStopping = true;
      await writing;
      redis.disconnect();
    },
  };
}

async function countLost(keys: readonly string[]): Promise<number> {
  const master = deployment.client(await deployment.currentMaster());
  let found = 0;
  for (let from = 0; from < keys.length; from += 1_000) found += await master.exists(...keys.slice(from, from + 1_000));
  master.disconnect();
  return keys.length - found;
}

/** One master, which the Sentinels name, and two replicas that follow it. */
async function untilWhole(): Promise<void> {
  const deadline = performance.now() + WHOLE_WITHIN_MS;
  for (;;) {
    const texts = await Promise.all(
      deployment.instances.map(async ({ address }) => {
        const client = deployment.client(address);
        return client.info("replication").finally(() => client.disconnect());
      }),
    );
    const named = await deployment.currentMaster();
    const masters = deployment.instances.filter((_, nth) => texts[nth]?.includes("role:master"));
    const linked = texts.filter((text) => text.includes("master_link_status:up")).length;
    if (masters.length === 1 && masters[0]?.address === named && linked === 2) return;
    if (performance.now() > deadline) throw new Error("The deployment was not whole in time.");
    await pause(LOOK_EVERY_MS);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
