import { setTimeout as delay } from "node:timers/promises";
import { Redis } from "ioredis";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DeploymentRegistry } from "#lib/redis/deployment-connections.ts";
import { createDeploymentRegistry } from "#lib/redis/deployment-registry.ts";
import { type PartitionedDeployment, startPartitionedDeployment, whyNoNamespaces } from "#lib/redis/test-partition.ts";
import { type RemovalProgress, removeKeys } from "./remove-keys.ts";

const KEYS = 60_000;
const DOWN_AFTER_MS = 1_000;
const why = whyNoNamespaces();

describe.skipIf(why !== undefined)(`60,000 deleted keys${why === undefined ? "" : ` (skipped: ${why})`}`, () => {
  let deployment: PartitionedDeployment | undefined;
  let registry: DeploymentRegistry | undefined;
  const clients: Redis[] = [];
  beforeEach(async () => {
    deployment = await startPartitionedDeployment(DOWN_AFTER_MS);
    registry = createDeploymentRegistry({ test: deployment.config() }, { readSecret: () => "" });
    const redis = client(deployment.master);
    for (const prefix of ["cache:", "plain:"]) {
      for (let from = 0; from < KEYS; from += 5_000) {
        await redis.mset(Array.from({ length: 5_000 }, (_, nth) => [`${prefix}${from + nth}`, "v"]).flat());
      }
    }
    await redis.wait(2, 5_000);
  });
  afterEach(async () => {
    for (const one of clients.splice(0)) one.disconnect();
    await registry?.close();
    await deployment?.stop();
  });

  function client(address: string): Redis {
    const [host = "", port = ""] = address.split(":");
    const redis = new Redis({ host, port: Number(port) });
    redis.on("error", () => undefined);
    clients.push(redis);
    return redis;
  }

  /** By a client that stays with the master it knows and takes every answer for the truth. */
  async function deletePlainly(master: string, onBatch: (share: number) => void): Promise<Set<string>> {
    const redis = client(master);
    const acknowledged = new Set<string>();
    for (let from = 0; from < KEYS; from += 20) {
      const keys = Array.from({ length: 20 }, (_, nth) => `plain:${from + nth}`);
      if ((await redis.unlink(...keys)) === keys.length) for (const key of keys) acknowledged.add(key);
      onBatch(from / KEYS);
    }
    return acknowledged;
  }

  /** The link is cut for so long; the removal waits with its next batch until it is. */
  function startPartition({ cut, heal, masterBeyond }: PartitionedDeployment, cutMs: number) {
    const { promise: isCut, resolve: begin } = Promise.withResolvers<void>();
    let promoted: Promise<string> | undefined;
    const run = async () => {
      cut();
      begin();
      await delay(cutMs);
      const master = masterBeyond();
      heal();
      return master;
    };
    return {
      isCut,
      begin() {
        promoted ??= run();
        return promoted;
      },
    };
  }

  function remove(connections: DeploymentRegistry, beforeBatch: (progress: RemovalProgress) => Promise<unknown>) {
    let progress: RemovalProgress = { fraction: 0, found: 0, deleted: 0 };
    return removeKeys({
      connections: connections.get("test"),
      db: 0,
      selection: { glob: Buffer.from("cache:*"), owns: () => true },
      signal: new AbortController().signal,
      most: Number.POSITIVE_INFINITY,
      beforeBatch: async () => void (await beforeBatch(progress)),
      report: (next) => {
        progress = next;
      },
    });
  }

  /** Only when the old master follows the new one is the last word spoken. */
  async function masterInTheEnd({ master, masterBeyond }: PartitionedDeployment): Promise<Redis> {
    const old = client(master);
    await expect
      .poll(() => old.info("replication"), { timeout: 30_000, interval: 250 })
      .toMatch(/role:slave.*master_link_status:up/s);
    return client(masterBeyond());
  }

  it("stay deleted through 8 s in which the other side gets a master of its own", { timeout: 90_000 }, async () => {
    if (deployment === undefined || registry === undefined) throw new Error("Nothing was started.");
    const partition = startPartition(deployment, 8_000);
    const plain = deletePlainly(deployment.master, (share) => {
      if (share >= 0.2) void partition.begin();
    });
    // The cut comes when about a tenth is deleted.
    const removal = remove(registry, async ({ deleted }) => deleted < KEYS / 10 || partition.isCut);
    const [acknowledged, report] = await Promise.all([plain, removal]);
    const promoted = await partition.begin();
    const redis = await masterInTheEnd(deployment);
    expect(promoted).not.toBe(deployment.master);
    expect(await redis.keys("cache:*")).toEqual([]);
    expect(report).toMatchObject({ master: promoted, isStopped: false });
    const back = (await redis.keys("plain:*")).filter((key) => acknowledged.has(key)).length;
    process.stdout.write(
      `plain deletion: ${back} of ${acknowledged.size} acknowledged deletions alive again; here: 0 of ${KEYS}, in ${report.durationMs} ms with ${report.restarts} new beginnings\n`,
    );
    expect(back).toBeGreaterThan(0);
  });

  it("are not called deleted by the side that is cut off, however long it is", { timeout: 90_000 }, async () => {
    if (deployment === undefined || registry === undefined) throw new Error("Nothing was started.");
    const partition = startPartition(deployment, 14_000);
    // Little is left to do then: the pass ends on the old master long before the partition does.
    const removal = remove(registry, async ({ deleted }) => {
      if (deleted < KEYS * 0.9) return;
      void partition.begin();
      await partition.isCut;
    });
    const report = await removal;
    const redis = await masterInTheEnd(deployment);
    expect(await redis.keys("cache:*")).toEqual([]);
    expect(report).toMatchObject({ master: await partition.begin(), isStopped: false });
  });
});
