import { afterEach, describe, expect, it } from "vitest";
import type { DeploymentRegistry } from "#lib/redis/deployment-connections.ts";
import { createDeploymentRegistry } from "#lib/redis/deployment-registry.ts";
import { startTestDeployment, type TestDeployment } from "#lib/redis/test-deployment.ts";
import { createRounds } from "#lib/topology/rounds.ts";
import type { Forecast } from "./schema.ts";

let deployment: TestDeployment;
let registry: DeploymentRegistry;
let forecast: () => Promise<Forecast>;
afterEach(async () => {
  await registry.close();
  await deployment.stop();
});

async function start(replicas: number): Promise<void> {
  deployment = await startTestDeployment({ replicas, sentinels: 3, downAfterMs: 1_000 });
  registry = createDeploymentRegistry({ test: deployment.config() }, { readSecret: () => "" });
  const rounds = createRounds(registry.get("test"), Date.now);
  forecast = async () => {
    const { topology } = await rounds.look(() => false);
    if (topology.forecast === null) throw new Error("There is no forecast.");
    return topology.forecast;
  };
}

const setPriority = async (nth: number, priority: number) => {
  const replica = deployment.replicas[nth];
  await deployment.client(replica?.address ?? "").config("SET", "replica-priority", priority);
};
const verdictOn = async (nth: number) =>
  (await forecast()).replicas.find(({ address }) => address === deployment.replicas[nth]?.address);
/** Sentinels read a replica's priority every ten seconds. */
const known = { timeout: 30_000, interval: 250 };

describe("the forecast of a failover", () => {
  it("names the replica that a failover then promotes, and why not the others", async () => {
    await start(3);
    await setPriority(0, 0);
    await setPriority(1, 50);
    await expect.poll(async () => (await verdictOn(0))?.obstacle, known).toMatch(/priority is 0/);
    await expect.poll(async () => (await forecast()).chosen, known).toBe(deployment.replicas[1]?.address);
    expect((await verdictOn(2))?.behind).toMatch(/priority 100 comes after 50/);
    const told = await forecast();
    expect(told).toMatchObject({ automaticObstacle: null, manualObstacle: null, dissent: null });
    expect(told.riskBytes).not.toBeNull();
    await expect(deployment.failover()).resolves.toBe(told.chosen);
  });

  it("names the one that takes over when the master is killed, of equal ones too", async () => {
    await start(2);
    await expect.poll(async () => (await forecast()).chosen, known).not.toBeNull();
    // The replicas are equal but for what each has received when the sentinels last asked.
    const { chosen, replicas } = await forecast();
    expect(replicas.filter(({ isChosen }) => isChosen).map(({ address }) => address)).toEqual([chosen]);
    await deployment.master.kill();
    await expect.poll(() => deployment.currentMaster(), { timeout: 30_000 }).not.toBe(deployment.master.address);
    expect(deployment.replicas.map(({ address }) => address)).toContain(await deployment.currentMaster());
  });

  it("says that nobody may take over, and a failover asked for is refused", async () => {
    await start(1);
    await setPriority(0, 0);
    await expect.poll(async () => (await forecast()).manualObstacle, known).toMatch(/no replica may be promoted/);
    const sentinel = deployment.client(deployment.sentinels[0]?.address ?? "");
    await expect(sentinel.call("SENTINEL", "FAILOVER", deployment.masterName)).rejects.toThrow(/NOGOODSLAVE/);
  });

  it("says that one sentinel of three fails over only when asked to", async () => {
    await start(1);
    await expect.poll(async () => (await forecast()).automaticObstacle, known).toBeNull();
    for (const sentinel of deployment.sentinels.slice(1)) await sentinel.kill();
    await expect
      .poll(async () => (await forecast()).automaticObstacle, known)
      .toMatch(/only 1 of 3 sentinels can be reached, and it takes 2/);
    expect((await forecast()).manualObstacle).toBeNull();
    await expect(
      deployment.client(deployment.sentinels[0]?.address ?? "").call("SENTINEL", "FAILOVER", deployment.masterName),
    ).resolves.toBe("OK");
  });

  it("says so when no sentinel is left", async () => {
    await start(1);
    for (const sentinel of deployment.sentinels) await sentinel.kill();
    await expect.poll(async () => (await forecast()).automaticObstacle, known).toMatch(/no sentinel answers/);
  });
});
