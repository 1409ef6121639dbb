import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DeploymentRegistry } from "#lib/redis/deployment-connections.ts";
import { createDeploymentRegistry } from "#lib/redis/deployment-registry.ts";
import { startTestDeployment, type TestDeployment } from "#lib/redis/test-deployment.ts";
import { failOver } from "./test-failover.ts";

let deployment: TestDeployment;
let registry: DeploymentRegistry;
beforeAll(async () => {
  deployment = await startTestDeployment({ replicas: 2, sentinels: 3, downAfterMs: 30_000 });
  const config = deployment.config({ users: { reader: {}, writer: {}, failover: {} } });
  registry = createDeploymentRegistry({ test: config }, { readSecret: () => "" });
});
afterAll(async () => {
  for (const sentinel of deployment.sentinels) sentinel.resume();
  await registry.close();
  await deployment.stop();
});

/** An application that stays with the address it knows, and takes every OK for the truth. */
function startWriter(address: string) {
  const [host = "", port = ""] = address.split(":");
  const redis = new Redis({ host, port: Number(port), maxRetriesPerRequest: 0, retryStrategy: () => 50 });
  redis.on("error", () => undefined);
  const acknowledged: string[] = [];
  let last = "";
  let isStopping = false;
  const write = async () => {
    for (let count = 0; !isStopping; count += 1) {
      last = await redis.set(`written:${count}`, "1").catch((thrown: Error) => thrown.message);
      if (last === "OK") acknowledged.push(`written:${count}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const writing = write();
  return {
    last: () => last,
    async stop() {
      isStopping = true;
      await writing;
      redis.disconnect();
      return acknowledged;
    },
  };
}

describe("a Sentinel that hangs with the order that it was given", () => {
  it("is waited for with writes held back, since it may still carry it out", { timeout: 60_000 }, async () => {
    const [asked] = deployment.sentinels;
    const attempt = failOver(registry.get("test"), {
      patience: { pauseMs: 10_000, switchMs: 500, holdMs: 4_000, verifiedMs: 500 },
      onStep: (id) => {
        if (id === "switch") asked?.pause();
      },
    });
    const failure = await attempt.catch((thrown: Error) => thrown);
    expect(failure).toMatchObject({ code: "TIMEOUT", where: asked?.address });
    // As long as writes may be held, and not only until the switch should have come.
    expect(Number(/After (\d+) s nobody/.exec(String(failure))?.[1])).toBeGreaterThanOrEqual(4);
    // Its order goes with it.
    await asked?.kill();
    await asked?.start();
  });
});

describe("a replica that was promoted while no Sentinel says so", () => {
  it("takes over with every write, and the old master never takes one again", { timeout: 60_000 }, async () => {
    const { address } = deployment.master;
    const [heir] = deployment.replicas;
    const writer = startWriter(address);
    await expect.poll(writer.last, { timeout: 20_000 }).toBe("OK");
    const report = await failOver(registry.get("test"), {
      // The pause would end twice over before the Sentinels are given up.
      patience: { pauseMs: 2_500, switchMs: 6_000, holdMs: 7_000, verifiedMs: 500 },
      onStep: (id) => {
        if (id === "switch") for (const sentinel of deployment.sentinels) sentinel.pause();
      },
      // What the Sentinel that was asked had done, before it fell silent with the others.
      onWords: (words) => {
        if (/was asked/.test(words)) void deployment.client(heir?.address ?? "").replicaof("NO", "ONE");
      },
    });
    expect(report).toMatchObject({ from: address, to: heir?.address, lostBytes: 0 });
    expect(report.pausedMs).toBeGreaterThan(5_000);
    expect(report.notes.join(" ")).toMatch(/was promoted, and most Sentinels did not say so in time/);
    await expect.poll(writer.last, { timeout: 20_000 }).toMatch(/READONLY/);
    const acknowledged = await writer.stop();
    const client = deployment.client(heir?.address ?? "");
    expect(await client.exists(...acknowledged)).toBe(acknowledged.length);
  });
});
