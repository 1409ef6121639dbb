import { Redis } from "ioredis";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DeploymentRegistry } from "#lib/redis/deployment-connections.ts";
import { createDeploymentRegistry } from "#lib/redis/deployment-registry.ts";
import { startTestDeployment, type TestDeployment } from "#lib/redis/test-deployment.ts";
import { removeKeys } from "./remove-keys.ts";

const KEYS = 60_000;

let deployment: TestDeployment;
let registry: DeploymentRegistry;
beforeEach(async () => {
  deployment = await startTestDeployment({ replicas: 2, sentinels: 3, downAfterMs: 1_000 });
  registry = createDeploymentRegistry({ test: deployment.config() }, { readSecret: () => "" });
  const redis = deployment.client(deployment.master.address);
  for (const prefix of ["cache:", "plain:"]) {
    for (let from = 0; from < KEYS; from += 5_000) {
      await redis.mset(Array.from({ length: 5_000 }, (_, nth) => [`${prefix}${from + nth}`, "v"]).flat());
    }
  }
  await redis.wait(2, 5_000);
});
afterEach(async () => {
  await registry.close();
  await deployment.stop();
});

/** What an application would do: UNLINK in small batches through Sentinel, taking every answer for the truth. */
async function deletePlainly(onBatch: (share: number) => void): Promise<Set<string>> {
  const sentinels = deployment.sentinels.map(({ port }) => ({ host: "127.0.0.1", port }));
  const redis = new Redis({ sentinels, name: deployment.masterName, maxRetriesPerRequest: 0, commandTimeout: 500 });
  redis.on("error", () => undefined);
  const acknowledged = new Set<string>();
  for (let from = 0; from < KEYS; from += 20) {
    const keys = Array.from({ length: 20 }, (_, nth) => `plain:${from + nth}`);
    // An error is an error to such an application: it goes on with the next.
    const count = await redis.unlink(...keys).catch(() => 0);
    if (count === keys.length) for (const key of keys) acknowledged.add(key);
    onBatch(from / KEYS);
  }
  redis.disconnect();
  return acknowledged;
}

async function alive(prefix: string): Promise<string[]> {
  return deployment.client(await deployment.currentMaster()).keys(`${prefix}*`);
}

async function removeThroughFault(fault: () => Promise<unknown>) {
  const { promise: isTime, resolve: begin } = Promise.withResolvers<void>();
  let faulted: Promise<unknown> | undefined;
  const plain = deletePlainly((share) => {
    if (share < 0.2 || faulted !== undefined) return;
    faulted = fault();
    begin();
  });
  const removal = removeKeys({
    connections: registry.get("test"),
    db: 0,
    selection: { glob: Buffer.from("cache:*"), owns: () => true },
    signal: new AbortController().signal,
    most: Number.POSITIVE_INFINITY,
    // The fault comes when about a tenth is deleted.
    async beforeBatch() {
      passed += 1;
      if (passed === 12) await isTime;
    },
    report: () => undefined,
  });
  let passed = 0;
  const [acknowledged, report] = await Promise.all([plain, removal]);
  await faulted;
  return { acknowledged, report };
}

describe("60,000 deleted keys", { timeout: 120_000 }, () => {
  it("stay deleted through a native failover, in which plain deletion loses some", async () => {
    const { acknowledged, report } = await removeThroughFault(() => deployment.failover());
    expect(await alive("cache:")).toEqual([]);
    expect(report.replicas.confirmed).toBe(report.replicas.connected);
    const back = (await alive("plain:")).filter((key) => acknowledged.has(key)).length;
    process.stdout.write(
      `plain deletion: ${back} of ${acknowledged.size} acknowledged deletions alive again; here: 0 of ${KEYS}\n`,
    );
    expect(back).toBeGreaterThan(0);
  });

  it("stay deleted when the master is killed", async () => {
    const before = deployment.master.address;
    const { report } = await removeThroughFault(() => deployment.master.kill());
    expect(report.master).not.toBe(before);
    expect(report.restarts).toBeGreaterThan(0);
    expect(await alive("cache:")).toEqual([]);
  });
});
