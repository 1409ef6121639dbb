import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import type { DeploymentRegistry } from "#lib/redis/deployment-connections.ts";
import { createDeploymentRegistry } from "#lib/redis/deployment-registry.ts";
import { type PartitionedDeployment, startPartitionedDeployment, whyNoNamespaces } from "#lib/redis/test-partition.ts";
import { failOver } from "./test-failover.ts";

const DOWN_AFTER_MS = 3_000;
const why = whyNoNamespaces();

describe.skipIf(why !== undefined)(`a safe failover${why === undefined ? "" : ` (skipped: ${why})`}`, () => {
  let deployment: PartitionedDeployment;
  let registry: DeploymentRegistry;
  beforeAll(async () => {
    deployment = await startPartitionedDeployment(DOWN_AFTER_MS);
    const config = DeploymentConfig.parse({ ...deployment.config(), users: { reader: {}, writer: {}, failover: {} } });
    registry = createDeploymentRegistry({ test: config }, { readSecret: () => "" });
  }, 60_000);
  afterAll(async () => {
    await registry?.close();
    await deployment?.stop();
  });

  it("loses nothing when all replicas and most Sentinels are cut off right after one was asked", {
    timeout: 120_000,
  }, async () => {
    const { master } = deployment;
    const [host = "", port = ""] = master.split(":");
    const redis = new Redis({ host, port: Number(port), maxRetriesPerRequest: 0, retryStrategy: () => 50 });
    redis.on("error", () => undefined);
    const acknowledged: string[] = [];
    let isStopping = false;
    const write = async () => {
      for (let count = 0; !isStopping; count += 1) {
        const reply = await redis.set(`written:${count}`, "1").catch(() => "no");
        if (reply === "OK") acknowledged.push(`written:${count}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    const writing = write();
    await expect.poll(() => acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(20);
    let isCut = false;
    const outcome = failOver(registry.get("test"), {
      onWords: (words) => {
        if (isCut || !/was asked/.test(words)) return;
        isCut = true;
        deployment.cut();
      },
    });
    await expect.poll(() => isCut, { timeout: 30_000 }).toBe(true);
    // Beyond the cut they take the master for down, and promote somebody.
    await expect.poll(deployment.masterBeyond, { timeout: 60_000, interval: 250 }).not.toBe(master);
    deployment.heal();
    const report = await outcome;
    isStopping = true;
    await writing;
    redis.disconnect();
    expect(report).toMatchObject({ from: master, lostBytes: 0 });
    const [newHost = "", newPort = ""] = report.to.split(":");
    const heir = new Redis({ host: newHost, port: Number(newPort) });
    expect(await heir.exists(...acknowledged)).toBe(acknowledged.length);
    heir.disconnect();
  });
});
