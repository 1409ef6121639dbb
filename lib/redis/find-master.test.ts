import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DeploymentConnections } from "./deployment-connections.ts";
import { createDeploymentRegistry } from "./deployment-registry.ts";
import { startTestDeployment, type TestDeployment } from "./test-deployment.ts";

let older: TestDeployment;
let newer: TestDeployment;
const closing: (() => Promise<void>)[] = [];

/** Sentinels that do not know of each other stand for some that have not heard of the last failover yet. */
beforeAll(async () => {
  [older, newer] = await Promise.all([
    startTestDeployment({ sentinels: 1, sentinelConf: ["sentinel config-epoch test-master 3"] }),
    startTestDeployment({ sentinels: 1, sentinelConf: ["sentinel config-epoch test-master 7"] }),
  ]);
});
afterAll(async () => {
  for (const close of closing) await close();
  await Promise.all([older.stop(), newer.stop()]);
});

function connect(sentinels: string[], more: Record<string, unknown> = {}): DeploymentConnections {
  const registry = createDeploymentRegistry({ test: older.config({ sentinels, ...more }) }, { readSecret: () => "" });
  closing.push(() => registry.close());
  return registry.get("test");
}

const sentinelOf = (deployment: TestDeployment) => deployment.sentinels[0]?.address ?? "";
const nobody = "127.0.0.1:1";

describe("Sentinels that name different masters", () => {
  it.each([
    ["the older first", () => [sentinelOf(older), sentinelOf(newer)]],
    ["the newer first", () => [sentinelOf(newer), sentinelOf(older)]],
    ["and one that is gone", () => [sentinelOf(older), nobody, sentinelOf(newer)]],
  ])("are believed by the later failover when they are equally many, %s", async (_, sentinels) => {
    expect((await connect(sentinels()).master(0, "write")).address).toBe(newer.master.address);
  });

  it("are not believed where the instance itself says that it is a replica", async () => {
    const admin = newer.client(newer.master.address);
    await admin.replicaof("127.0.0.1", older.master.port);
    const master = await connect([sentinelOf(older), sentinelOf(newer)]).master(0, "write");
    expect(master.address).toBe(older.master.address);
    await admin.replicaof("NO", "ONE");
  });
});

describe("a master that is a replica at present", () => {
  it("is waited for by who writes, and told at once to who reads", async () => {
    const admin = older.client(older.master.address);
    await admin.replicaof("127.0.0.1", 1);
    const connections = connect([sentinelOf(older)]);
    await expect(connections.master(0, "read")).rejects.toMatchObject({
      code: "REDIS_UNREACHABLE",
      where: older.master.address,
    });
    const written = connections.master(0, "write").then((master) => master.run("SET", (redis) => redis.set("a", "1")));
    await expect.poll(() => admin.call("CLIENT", "LIST")).toMatch(/name=redis-console .* cmd=role /);
    await admin.replicaof("NO", "ONE");
    expect(await written).toBe("OK");
  });

  it("is given up in the end, and never written to", async () => {
    const admin = older.client(older.master.address);
    const connections = connect([sentinelOf(older)]);
    await connections.master(0, "write");
    await admin.replicaof("127.0.0.1", 1);
    const written = connections.master(0, "write").then((master) => master.run("SET", (redis) => redis.set("b", "1")));
    await expect(written).rejects.toMatchObject({ code: "REDIS_UNREACHABLE" });
    await admin.replicaof("NO", "ONE");
    expect(await admin.get("b")).toBeNull();
  });

  it("is still called a replica when it hangs before it has been given up", async () => {
    const admin = older.client(older.master.address);
    const connections = connect([sentinelOf(older)]);
    await connections.master(0, "write");
    await admin.replicaof("127.0.0.1", 1);
    await admin.config("RESETSTAT");
    const outcome = connections.master(0, "write").catch((thrown: unknown) => thrown);
    await expect.poll(() => admin.info("commandstats")).toContain("cmdstat_role:");
    older.master.pause();
    try {
      expect(await outcome).toMatchObject({
        code: "REDIS_UNREACHABLE",
        message: expect.stringContaining("is a replica"),
      });
    } finally {
      older.master.resume();
      await admin.replicaof("NO", "ONE");
    }
  });
});

it("refuses changes where the deployment has no user for them, and still reads", async () => {
  const connections = connect([sentinelOf(older)], { users: { reader: {} } });
  for (const purpose of ["write", "job"] as const) {
    await expect(connections.master(0, purpose)).rejects.toMatchObject({ code: "FORBIDDEN" });
  }
  await expect(connections.withExclusiveMaster(0, async () => "done")).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect((await connections.master(0, "read")).address).toBe(older.master.address);
});

it("settles within its deadline when every instance and Sentinel hangs", async () => {
  const connections = connect([sentinelOf(newer)]);
  await connections.master(0, "write");
  for (const instance of [newer.master, ...newer.sentinels]) instance.pause();
  try {
    await expect(connections.master(0, "write")).rejects.toMatchObject({
      code: expect.stringMatching(/TIMEOUT|UNREACHABLE/),
    });
  } finally {
    for (const instance of [newer.master, ...newer.sentinels]) instance.resume();
  }
});
