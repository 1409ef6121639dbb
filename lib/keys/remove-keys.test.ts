import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DeploymentRegistry } from "#lib/redis/deployment-connections.ts";
import { createDeploymentRegistry } from "#lib/redis/deployment-registry.ts";
import { startTestDeployment, type TestDeployment } from "#lib/redis/test-deployment.ts";
import { type Removal, type RemovalProgress, removeKeys } from "./remove-keys.ts";

const CACHE = Buffer.from("cache:");

let deployment: TestDeployment;
let registry: DeploymentRegistry;
afterEach(async () => {
  await registry.close();
  await deployment.stop();
});

async function start(wanted: Parameters<typeof startTestDeployment>[0]): Promise<void> {
  deployment = await startTestDeployment(wanted);
  registry = createDeploymentRegistry({ test: deployment.config() }, { readSecret: () => "" });
}

function removal(changes: Partial<Removal> = {}): Removal {
  return {
    connections: registry.get("test"),
    db: 0,
    selection: { glob: Buffer.from("cache:*"), owns: (key) => key.subarray(0, CACHE.length).equals(CACHE) },
    signal: new AbortController().signal,
    most: Number.POSITIVE_INFINITY,
    report: () => undefined,
    ...changes,
  };
}

async function fill(count: number, prefix = "cache:"): Promise<void> {
  const redis = deployment.client(deployment.master.address);
  for (let from = 0; from < count; from += 5_000) {
    const names = Array.from({ length: Math.min(5_000, count - from) }, (_, index) => `${prefix}${from + index}`);
    await redis.mset(names.flatMap((name) => [name, "v"]));
  }
}

async function left(): Promise<number> {
  return (await deployment.client(deployment.master.address).keys("cache:*")).length;
}

describe("on one instance", () => {
  beforeEach(() => start({}));

  it("deletes what is meant and nothing else, byte for byte", async () => {
    const redis = deployment.client(deployment.master.address);
    await fill(2_500);
    await fill(300, "session:");
    const binary = Buffer.from([...CACHE, 0xff, 0xfe, 0x2a]);
    await redis.set(binary, "1");
    await redis.set("cache:�", "innocent");
    const kept = Buffer.from("cache:�");
    const owns = (key: Buffer) => key.subarray(0, CACHE.length).equals(CACHE) && !key.equals(kept);
    const seen: RemovalProgress[] = [];
    const report = await removeKeys(
      removal({ selection: { glob: Buffer.from("cache:*"), owns }, report: (progress) => seen.push(progress) }),
    );
    expect(report).toMatchObject({ deleted: 2_501, restarts: 0, isStopped: false });
    expect(await redis.dbsize()).toBe(301);
    expect(await redis.exists(kept)).toBe(1);
    expect(seen.at(-1)).toMatchObject({ fraction: 1, deleted: 2_501 });
    expect(report.felt.mostMs).toBeGreaterThan(0);
  });

  it("stops before it deletes more than was planned", async () => {
    await fill(5_000);
    await expect(removeKeys(removal({ most: 1_000 }))).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await left()).toBeGreaterThanOrEqual(4_000);
  });

  it("stops after the batch under way when it is told to", async () => {
    await fill(20_000);
    const stop = new AbortController();
    const report = await removeKeys(removal({ signal: stop.signal, report: () => stop.abort() }));
    expect(report).toMatchObject({ isStopped: true });
    expect(await left()).toBe(20_000 - report.deleted);
    expect(report.deleted).toBeLessThan(5_000);
  });

  it("begins again after a restart, and deletes what came back with it", async () => {
    await fill(10_000);
    await deployment.client(deployment.master.address).save();
    let hasRestarted = false;
    const report = await removeKeys(
      removal({
        async beforeBatch() {
          if (hasRestarted) return;
          hasRestarted = true;
          await deployment.master.kill();
          await deployment.master.start();
        },
      }),
    );
    expect(report.restarts).toBeGreaterThan(0);
    expect(await left()).toBe(0);
  });
});
