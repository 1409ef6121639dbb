import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import type { DeploymentRegistry } from "#lib/redis/deployment-connections.ts";
import { createDeploymentRegistry } from "#lib/redis/deployment-registry.ts";
import { startTestDeployment, type TestDeployment } from "#lib/redis/test-deployment.ts";
import { type RemovalProgress, removeKeys } from "./remove-keys.ts";

const KEYS = 20_000;

let deployment: TestDeployment;
let registry: DeploymentRegistry;
let seen: RemovalProgress;
afterEach(async () => {
  for (const instance of deployment.instances) instance.resume();
  await registry.close();
  await deployment.stop();
});

async function start(wanted: Parameters<typeof startTestDeployment>[0]): Promise<void> {
  deployment = await startTestDeployment(wanted);
  registry = createDeploymentRegistry({ test: deployment.config() }, { readSecret: () => "" });
  seen = { fraction: 0, found: 0, deleted: 0 };
  for (let from = 0; from < KEYS; from += 5_000) {
    await redis().mset(Array.from({ length: 5_000 }, (_, nth) => [`cache:${from + nth}`, "v"]).flat());
  }
  await redis().mset("session:1", "x", "other", "x");
  await redis().wait(wanted?.replicas ?? 0, 5_000);
}

const redis = () => deployment.client(deployment.master.address);

/** The fault comes before the third batch goes. */
function remove(fault: () => unknown) {
  let batches = 0;
  return removeKeys({
    connections: registry.get("test"),
    db: 0,
    selection: { glob: Buffer.from("cache:*"), owns: (key) => key.toString().startsWith("cache:") },
    signal: new AbortController().signal,
    most: Number.POSITIVE_INFINITY,
    async beforeBatch() {
      batches += 1;
      if (batches === 3) await fault();
    },
    report: (progress) => {
      seen = progress;
    },
  });
}

const left = async (address: string) => (await deployment.client(address).keys("*")).sort();

describe("a flush", { timeout: 120_000 }, () => {
  it("ends on the new master when the old one hangs and is replaced, and nothing is left alive", async () => {
    await start({ replicas: 2, sentinels: 3, downAfterMs: 1_000 });
    const report = await remove(() => deployment.master.pause());
    expect(report).toMatchObject({ isStopped: false });
    expect(report.restarts).toBeGreaterThan(0);
    expect(report.master).not.toBe(deployment.master.address);
    // Two there were, and the one that hangs proves nothing.
    expect(report.replicas).toEqual({ confirmed: 1, connected: 2 });
    deployment.master.resume();
    await expect
      .poll(async () => (await redis().info("replication")).includes("master_link_status:up"), { timeout: 20_000 })
      .toBe(true);
    for (const { address } of deployment.instances) expect(await left(address)).toEqual(["other", "session:1"]);
  });

  it("waits for a master that hangs for a while and is not replaced", async () => {
    await start({});
    const report = await remove(async () => {
      deployment.master.pause();
      void delay(4_000).then(() => deployment.master.resume());
    });
    expect(report.isStopped).toBe(false);
    expect(await left(deployment.master.address)).toEqual(["other", "session:1"]);
  });

  it("does not end before a replica that hung has confirmed it", async () => {
    await start({ replicas: 2, sentinels: 1, downAfterMs: 30_000 });
    const [replica] = deployment.replicas;
    const report = await remove(async () => {
      replica?.pause();
      void delay(3_000).then(() => replica?.resume());
    });
    expect(report).toMatchObject({ replicas: { confirmed: 2, connected: 2 }, restarts: 0 });
    expect(await left(replica?.address ?? "")).toEqual(["other", "session:1"]);
  });

  it("waits while a script keeps the server busy, and goes on", async () => {
    await start({ redisConf: ["lua-time-limit 100"] });
    const [script, killer] = [redis(), redis()];
    await Promise.all([script.ping(), killer.ping()]);
    const report = await remove(() => {
      script.eval("while true do end", 0).catch(() => undefined);
      void delay(2_000).then(() => killer.call("SCRIPT", "KILL"));
    });
    expect(report.isStopped).toBe(false);
    expect(await left(deployment.master.address)).toEqual(["other", "session:1"]);
  });

  it("waits for a master that lacks replicas for a moment, as after a failover", async () => {
    await start({ replicas: 1, sentinels: 1 });
    const lack = (count: string) => redis().config("SET", "min-replicas-to-write", count);
    const report = await remove(async () => {
      await lack("5");
      void delay(1_500).then(() => lack("0"));
    });
    expect(report.isStopped).toBe(false);
    expect(report.restarts).toBeGreaterThan(0);
    expect(await left(deployment.master.address)).toEqual(["other", "session:1"]);
  });

  it.each([
    ["NOREPLICAS", () => redis().config("SET", "min-replicas-to-write", "5")],
    ["MISCONF", failSaves],
  ])("stops with its reason when the server answers %s, and tells no more than went", async (word, fault) => {
    await start({});
    await expect(remove(fault)).rejects.toMatchObject({
      code: "REDIS_REPLIED_ERROR",
      message: expect.stringContaining(word),
    });
    expect((await left(deployment.master.address)).length - 2).toBe(KEYS - seen.deleted);
  });
});

/** A folder where the file should be: even root cannot put the file there, so the save fails. */
async function failSaves(): Promise<void> {
  mkdirSync(join(deployment.master.folder, "dump.rdb", "in-the-way"), { recursive: true });
  await redis().config("SET", "save", "3600 1");
  await redis().bgsave();
  await expect
    .poll(async () => (await redis().info("persistence")).includes("rdb_last_bgsave_status:err"), { timeout: 10_000 })
    .toBe(true);
}
