import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { DeploymentConnections, DeploymentRegistry } from "./deployment-connections.ts";
import { createDeploymentRegistry } from "./deployment-registry.ts";
import { startTestDeployment, type TestDeployment } from "./test-deployment.ts";
import { writeAndWait } from "./write-and-wait.ts";

let deployment: TestDeployment;
let registry: DeploymentRegistry;
let connections: DeploymentConnections;
beforeAll(async () => {
  deployment = await startTestDeployment({ replicas: 2, sentinels: 3 });
  registry = createDeploymentRegistry({ test: deployment.config() }, { readSecret: () => "" });
  connections = registry.get("test");
});
afterAll(async () => {
  await registry.close();
  await deployment.stop();
});

const addressOfMaster = () =>
  connections.master(0, "write").then(
    ({ address }) => address,
    () => "none",
  );

it("has a write confirmed by all replicas, on one connection", async () => {
  const master = await connections.master(0, "write");
  const outcome = await master.run("UNLINK", (redis) =>
    writeAndWait(redis, master.connectedReplicas, 1_000, (pipeline) => pipeline.set("a", "1").unlink("a")),
  );
  expect(outcome).toEqual({ replies: ["OK", 1], confirmedBy: 2 });
});

it("counts a replica that hangs as not having confirmed", async () => {
  const replica = deployment.replicas[0];
  replica?.pause();
  try {
    const master = await connections.master(0, "write");
    const outcome = await master.run("SET", (redis) =>
      writeAndWait(redis, 2, 200, (pipeline) => pipeline.set("a", "1")),
    );
    expect(outcome.confirmedBy).toBe(1);
  } finally {
    replica?.resume();
  }
});

it("reads from another replica while one hangs", async () => {
  const before = await connections.replica(0);
  const paused = deployment.replicas.find(({ address }) => address === before?.address);
  paused?.pause();
  try {
    const other = await connections.replica(0);
    expect(other?.address).not.toBe(before?.address);
    expect(deployment.replicas.map(({ address }) => address)).toContain(other?.address);
  } finally {
    paused?.resume();
  }
});

it("keeps reading from the same replica while it is as good as the others", async () => {
  await expect.poll(async () => (await connections.master(0, "read")).connectedReplicas).toBe(2);
  const first = await connections.replica(0);
  for (let nth = 0; nth < 5; nth++) {
    await (await connections.master(0, "write")).run("INCR", (redis) => redis.incr("n"));
    expect((await connections.replica(0))?.address).toBe(first?.address);
  }
});

it("hears the Sentinels' events, and reaches instances that only they know", async () => {
  const events: string[] = [];
  const sentinel = deployment.sentinels[0]?.address ?? "";
  const hearing = await connections.hearSentinel(sentinel, (event) => events.push(event), vi.fn());
  const before = await connections.master(0, "write");

  const promoted = await deployment.failover();

  await expect.poll(() => events, { timeout: 30_000 }).toContain("+switch-master");
  await expect.poll(addressOfMaster, { timeout: 30_000 }).toBe(promoted);
  const after = await connections.master(0, "write");
  expect(after.runId).not.toBe(before.runId);
  const handle = await connections.instance(before.address);
  expect(await handle.run("PING", (redis) => redis.ping())).toBe("PONG");
  hearing.close();
});

it("never writes to the old master when it comes back", async () => {
  const fresh = await startTestDeployment({ replicas: 2, sentinels: 3 });
  const own = createDeploymentRegistry({ test: fresh.config() }, { readSecret: () => "" });
  const { master, instance } = own.get("test");
  const named = () =>
    master(0, "write").then(
      ({ address }) => address,
      () => "none",
    );
  try {
    const old = fresh.master.address;
    expect(await named()).toBe(old);
    await fresh.master.kill();
    await expect.poll(named, { timeout: 30_000 }).not.toMatch(/none/);
    const after = await named();
    expect(after).not.toBe(old);
    await fresh.master.start();
    const heldToBe = new Set<string>();
    await expect
      .poll(
        async () => {
          heldToBe.add(await named());
          return String(await fresh.client(old).info("replication"));
        },
        { timeout: 30_000 },
      )
      .toContain("role:slave");
    expect(heldToBe).toEqual(new Set([after]));
    const replica = await instance(old);
    await expect(replica.run("SET", (redis) => redis.set("x", "1"))).rejects.toMatchObject({
      message: expect.stringContaining("READONLY"),
    });
  } finally {
    await own.close();
    await fresh.stop();
  }
}, 60_000);

it("refuses addresses that are no part of the deployment, without contacting them", async () => {
  const stranger = await startTestDeployment();
  try {
    const client = deployment.client(stranger.master.address);
    await client.ping();
    await expect(connections.instance(stranger.master.address)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(connections.instance("169.254.169.254:80")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(connections.instance("no address")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(connections.sentinel(stranger.master.address)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const stats = await client.info("stats");
    // The test's own client, and the probes that waited for the start; no other is added.
    expect(await client.client("LIST")).not.toContain("redis-console");
    expect(stats).toContain("total_connections_received");
  } finally {
    await stranger.stop();
  }
});
