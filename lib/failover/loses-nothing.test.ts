import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DeploymentRegistry } from "#lib/redis/deployment-connections.ts";
import { createDeploymentRegistry } from "#lib/redis/deployment-registry.ts";
import { startTestDeployment, type TestDeployment } from "#lib/redis/test-deployment.ts";
import { failOver } from "./test-failover.ts";

const RUNS = 10;
const NATIVE_RUNS = 2;

let deployment: TestDeployment;
let registry: DeploymentRegistry;
beforeAll(async () => {
  deployment = await startTestDeployment({ replicas: 2, sentinels: 3, downAfterMs: 5_000 });
  const config = deployment.config({ users: { reader: {}, writer: {}, failover: {} } });
  registry = createDeploymentRegistry({ test: config }, { readSecret: () => "" });
});
afterAll(async () => {
  await registry.close();
  await deployment.stop();
});

/** Applications: some follow the Sentinels, some stay with the address they know, and all take an OK for the truth. */
function startWriters(master: string, run: string) {
  const acknowledged = new Map<string, string>();
  const [host = "", port = ""] = master.split(":");
  const common = { maxRetriesPerRequest: 0, commandTimeout: 10_000, retryStrategy: () => 50 } as const;
  const sentinels = deployment.sentinels.map((sentinel) => ({ host: "127.0.0.1", port: sentinel.port }));
  const clients = [
    new Redis({ ...common, sentinels, name: deployment.masterName, failoverDetector: true }),
    new Redis({ ...common, sentinels, name: deployment.masterName }),
    new Redis({ ...common, host, port: Number(port) }),
    new Redis({ ...common, host, port: Number(port) }),
  ];
  let isStopping = false;
  let refused = 0;
  let longestMs = 0;
  const write = async (redis: Redis, nth: number) => {
    for (let count = 0; !isStopping; count += 1) {
      const key = `written:${run}:${nth}:${count}`;
      const startedAt = performance.now();
      const reply = await redis.set(key, `${count}`).catch(() => "no");
      if (reply === "OK") acknowledged.set(key, `${count}`);
      else {
        refused += 1;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      if (nth < 2) longestMs = Math.max(longestMs, performance.now() - startedAt);
    }
  };
  for (const client of clients) client.on("error", () => undefined);
  const writing = clients.map((client, nth) => write(client, nth));
  return {
    count: () => acknowledged.size,
    async stop() {
      isStopping = true;
      await Promise.all(writing);
      for (const client of clients) client.disconnect();
      return { acknowledged, refused, longestMs };
    },
  };
}

async function countLost(acknowledged: ReadonlyMap<string, string>): Promise<number> {
  const master = deployment.client(await deployment.currentMaster());
  const keys = [...acknowledged.keys()];
  let lost = 0;
  for (let from = 0; from < keys.length; from += 1_000) {
    const some = keys.slice(from, from + 1_000);
    const values = await master.mget(...some);
    lost += some.filter((key, index) => values[index] !== acknowledged.get(key)).length;
  }
  master.disconnect();
  return lost;
}

async function isWhole(): Promise<boolean> {
  const master = await deployment.currentMaster();
  const roles = await Promise.all(
    deployment.instances.map(async ({ address }) => String(await deployment.client(address).info("replication"))),
  );
  const masters = deployment.instances.filter((_, index) => roles[index]?.includes("role:master"));
  return (
    masters.length === 1 &&
    masters[0]?.address === master &&
    roles.filter((text) => text.includes("master_link_status:up")).length === 2
  );
}

describe("under writers that take every OK for the truth", () => {
  it(`loses no acknowledged write in ${RUNS} failovers, where native ones lose some`, {
    timeout: 240_000,
  }, async () => {
    const connections = registry.get("test");
    const pauses: number[] = [];
    let written = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const before = await deployment.currentMaster();
      const writers = startWriters(before, `safe${run}`);
      await expect.poll(writers.count, { timeout: 20_000 }).toBeGreaterThan(500);
      const report = await failOver(connections);
      const { acknowledged, refused } = await writers.stop();
      expect(report).toMatchObject({ mode: "safe", from: before, lostBytes: 0, isWhole: true, notes: [] });
      expect(report.to).toBe(await deployment.currentMaster());
      expect(await countLost(acknowledged)).toBe(0);
      // Those that stayed with the old master were told so.
      expect(refused).toBeGreaterThan(0);
      pauses.push(report.pausedMs ?? Number.NaN);
      written += acknowledged.size;
    }
    let native = 0;
    let nativelyWritten = 0;
    for (let run = 0; run < NATIVE_RUNS; run += 1) {
      const writers = startWriters(await deployment.currentMaster(), `native${run}`);
      await expect.poll(writers.count, { timeout: 20_000 }).toBeGreaterThan(500);
      await deployment.failover();
      await expect.poll(isWhole, { timeout: 40_000, interval: 250 }).toBe(true);
      const { acknowledged } = await writers.stop();
      native += await countLost(acknowledged);
      nativelyWritten += acknowledged.size;
    }
    const spread = `${Math.min(...pauses)} to ${Math.max(...pauses)} ms`;
    process.stdout.write(
      `safe failover: 0 of ${written} acknowledged writes lost in ${RUNS} runs, paused for ${spread}; native: ${native} of ${nativelyWritten} in ${NATIVE_RUNS}\n`,
    );
    expect(native).toBeGreaterThan(0);
  });
});
