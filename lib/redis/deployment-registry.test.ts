import { inspect } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { createDeploymentRegistry } from "./deployment-registry.ts";
import { startTestDeployment, type TestDeployment } from "./test-deployment.ts";

const WRONG_PASSWORD = "Tr0ub4dor-and-3";
const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

async function start(wanted: Parameters<typeof startTestDeployment>[0], more: Record<string, unknown> = {}) {
  const deployment = await startTestDeployment(wanted);
  cleanUp.push(() => deployment.stop());
  return { deployment, connections: connect(deployment, more) };
}

function connect(deployment: TestDeployment, more: Record<string, unknown> = {}) {
  const registry = createDeploymentRegistry({ test: deployment.config(more) }, { readSecret: () => WRONG_PASSWORD });
  cleanUp.push(() => registry.close());
  return registry.get("test");
}

const whole = { replicas: 2, sentinels: 3 };

describe("a deployment's connections", () => {
  it("find the master through the Sentinels and count its replicas", async () => {
    const { deployment, connections } = await start(whole);
    const master = await connections.master(0, "write");
    expect(master.address).toBe(deployment.master.address);
    expect(master.connectedReplicas).toBe(2);
    expect(await master.run("SET", (redis) => redis.set("a", "1"))).toBe("OK");
  });

  it("read from a replica whose link is up", async () => {
    const { deployment, connections } = await start(whole);
    const replica = await connections.replica(0);
    expect(deployment.replicas.map(({ address }) => address)).toContain(replica?.address);
  });

  it("follow the master when it is killed, with another run id", async () => {
    const { deployment, connections } = await start(whole);
    const before = await connections.master(0, "write");
    await deployment.master.kill();
    await expect
      .poll(
        () =>
          connections.master(0, "write").then(
            (master) => master.address,
            () => before.address,
          ),
        { timeout: 30_000 },
      )
      .not.toBe(before.address);
    const after = await connections.master(0, "write");
    expect(after.runId).not.toBe(before.runId);
    expect(await after.run("SET", (redis) => redis.set("b", "1"))).toBe("OK");
  });

  it("settle every call when the server hangs, and say that the outcome is unknown", async () => {
    const { deployment, connections } = await start({});
    const master = await connections.master(0, "write");
    deployment.master.pause();
    await expect(master.run("SET", (redis) => redis.set("c", "1"))).rejects.toMatchObject({
      code: "TIMEOUT",
      where: deployment.master.address,
    });
    await expect(connections.master(0, "write")).rejects.toMatchObject({ code: "TIMEOUT" });
    deployment.master.resume();
    await expect
      .poll(() =>
        connections.master(0, "write").then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
  });

  it("do not wait for a Sentinel that hangs", async () => {
    const { deployment, connections } = await start(whole);
    deployment.sentinels[0]?.pause();
    expect((await connections.master(0, "read")).address).toBe(deployment.master.address);
    deployment.sentinels[0]?.resume();
  });

  it("go on with the last known master when all Sentinels are gone, after asking it for its role", async () => {
    const { deployment, connections } = await start(whole);
    await connections.master(0, "read");
    await Promise.all(deployment.sentinels.map((sentinel) => sentinel.kill()));
    await expect
      .poll(() =>
        connections.master(0, "write").then(
          (master) => master.address,
          (error) => error.code,
        ),
      )
      .toBe(deployment.master.address);
    await expect(connect(deployment).master(0, "read")).rejects.toMatchObject({ code: "REDIS_UNREACHABLE" });
  });

  it("never contact a master outside the allowed addresses", async () => {
    const { deployment, connections } = await start(whole, { allowedAddresses: ["10.1.2.3"] });
    const before = await deployment.client(deployment.master.address).info("stats");
    await expect(connections.master(0, "read")).rejects.toMatchObject({
      code: "REDIS_UNREACHABLE",
      where: deployment.master.address,
    });
    expect(before).toContain("total_connections_received");
    const names = await deployment.client(deployment.master.address).client("LIST");
    expect(names).not.toContain("redis-console");
  });

  it("name the user but never the secret when the password is wrong, and ask seldom", async () => {
    const { deployment, connections } = await start(
      {},
      { users: { reader: { username: "someone", password: { env: "X" } } } },
    );
    const error = await connections.master(0, "read").catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "REDIS_REPLIED_ERROR", where: deployment.master.address });
    expect(inspect(error, { depth: 10 })).not.toContain(WRONG_PASSWORD);
    const again = await connections.master(0, "read").catch((thrown: unknown) => thrown);
    expect(again).toBe(error);
  });

  it("say that maxclients is reached", async () => {
    const { deployment } = await start({ redisConf: ["maxclients 1"] });
    const taken = deployment.client(deployment.master.address);
    await taken.ping();
    await expect(connect(deployment).master(0, "read")).rejects.toMatchObject({
      code: "REDIS_UNREACHABLE",
      message: expect.stringContaining("maxclients"),
    });
  });
});
