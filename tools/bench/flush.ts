// Deleting what fits a pattern, beside other ways, the fastest of which is the limit; and what a steady reader feels meanwhile.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { removeKeys } from "#lib/keys/remove-keys.ts";
import { createDeploymentRegistry } from "#lib/redis/deployment-registry.ts";
import { startTestDeployment } from "#lib/redis/test-deployment.ts";
import { median } from "./median.ts";
import { rawFlush } from "./raw-flush.ts";
import { type Felt, startSteadyReader } from "./steady-reader.ts";

const ROUNDS = 3;
const BATCH = 2_000;
const SCAN_COUNT = 1_000;
const VALUE = "x".repeat(200);

const [KEYS, FITTING] = process.argv.includes("--full") ? [1_000_000, 300_000] : [300_000, 100_000];

const deployment = await startTestDeployment();
const registry = createDeploymentRegistry({ bench: deployment.config() }, { readSecret: () => "" });
const redis = deployment.client(deployment.master.address);
const WAYS = {
  removeKeys: ours,
  "limit: a raw socket": () => rawFlush(deployment.master.port, "cache:*", SCAN_COUNT),
  "a Lua loop on the server": byLua,
  "RedisInsight's algorithm": asRedisInsight,
  "SCAN 1000, UNLINK in turn": inTurn,
  "one DEL of all": oneDel,
  "redis-cli | xargs": byShell,
};

try {
  await fill("other:", KEYS - FITTING);
  const runs = new Map(Object.keys(WAYS).map((name) => [name, [] as Run[]]));
  // Each round begins with another way, so that none is always the first on a fresh heap.
  const ways = Object.entries(WAYS);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, way] of [...ways.slice(round), ...ways.slice(0, round)]) runs.get(name)?.push(await measure(way));
  }
  const idle = await measure(async () => void (await new Promise((resolve) => setTimeout(resolve, 2_000))), false);
  const base = median(runs.get("removeKeys")?.map(({ tookMs }) => tookMs) ?? []);
  console.log(
    `${FITTING.toLocaleString("en")} of ${KEYS.toLocaleString("en")} keys fit; ${say(idle)} with nothing deleted`,
  );
  for (const [name, all] of runs) {
    const took = median(all.map(({ tookMs }) => tookMs));
    const felt = { p99Ms: median(all.map(({ p99Ms }) => p99Ms)), mostMs: median(all.map(({ mostMs }) => mostMs)) };
    const ratio = name === "removeKeys" ? "" : `, ${(took / base).toFixed(2)} times as long`;
    console.log(
      `  ${name}: ${took.toFixed(0)} ms${ratio}; ${say({ ...felt, reads: median(all.map(({ reads }) => reads)) })}`,
    );
  }
} finally {
  await registry.close();
  await deployment.stop();
}

type Run = Felt & { tookMs: number };

/** The way and the reader together, on a database that is whole again. */
async function measure(way: () => Promise<void>, isDeleting = true): Promise<Run> {
  await fill("cache:", FITTING);
  const reader = await startSteadyReader(deployment.master.port, "other:1");
  const startedAt = performance.now();
  await way();
  const tookMs = performance.now() - startedAt;
  const felt = await reader.stop();
  const left = (await redis.dbsize()) - (KEYS - FITTING);
  if (isDeleting && left !== 0) throw new Error(`${left} keys are left.`);
  return { ...felt, tookMs };
}

async function ours(): Promise<void> {
  await removeKeys({
    connections: registry.get("bench"),
    db: 0,
    selection: { glob: Buffer.from("cache:*"), owns: () => true },
    signal: new AbortController().signal,
    most: Number.POSITIVE_INFINITY,
    report: () => undefined,
  });
}

/** SCAN and UNLINK in one script, 500 keys a call: the console has no right to it, and does not want it. */
async function byLua(): Promise<void> {
  const script = `local r = redis.call("SCAN", ARGV[1], "MATCH", "cache:*", "COUNT", 500)
    if #r[2] > 0 then redis.call("UNLINK", unpack(r[2])) end
    return r[1]`;
  let cursor = "0";
  do cursor = String(await redis.eval(script, 0, cursor));
  while (cursor !== "0");
}

/** SCAN 10,000 and then one pipeline of single UNLINKs, as its bulk deletion does. */
async function asRedisInsight(): Promise<void> {
  let cursor = "0";
  do {
    const [next, keys] = await redis.scanBuffer(cursor, "MATCH", "cache:*", "COUNT", 10_000);
    const pipeline = redis.pipeline();
    for (const key of keys) pipeline.unlink(key);
    if (keys.length > 0) await pipeline.exec();
    cursor = String(next);
  } while (cursor !== "0");
}

async function inTurn(): Promise<void> {
  await scan(async (keys) => void (await redis.unlink(keys)));
}

async function oneDel(): Promise<void> {
  const all: Buffer[] = [];
  await scan(async (keys) => void all.push(...keys));
  await redis.del(all);
}

async function scan(take: (keys: Buffer[]) => Promise<void>): Promise<void> {
  let cursor = "0";
  do {
    const [next, keys] = await redis.scanBuffer(cursor, "MATCH", "cache:*", "COUNT", SCAN_COUNT);
    if (keys.length > 0) await take(keys);
    cursor = String(next);
  } while (cursor !== "0");
}

async function byShell(): Promise<void> {
  const cli = `redis-cli -p ${deployment.master.port}`;
  const script = `${cli} --scan --pattern 'cache:*' | xargs -n 1000 ${cli} unlink`;
  const child = spawn("sh", ["-c", script], { stdio: ["ignore", "ignore", "inherit"] });
  const [status] = await once(child, "exit");
  if (status !== 0) throw new Error(`The pipe of redis-cli ended with status ${status}.`);
}

async function fill(prefix: string, count: number): Promise<void> {
  for (let from = 0; from < count; from += BATCH) {
    const length = Math.min(BATCH, count - from);
    await redis.mset(Array.from({ length }, (_, nth) => [`${prefix}${from + nth}`, VALUE]).flat());
  }
}

function say({ p99Ms, mostMs, reads }: Felt): string {
  return `a reader waits ${p99Ms.toFixed(1)} ms at p99, ${mostMs.toFixed(1)} ms at most (${reads} reads)`;
}
