import { afterEach, describe, expect, it } from "vitest";
import { getHistory } from "#lib/history/get-history.ts";
import { createDeploymentRegistry } from "#lib/redis/deployment-registry.ts";
import { startTestDeployment } from "#lib/redis/test-deployment.ts";
import { ROLES } from "#lib/roles.ts";
import { runOperation } from "#lib/run-operation.ts";
import { startTestStores } from "#lib/store/test-stores.ts";
import { testContext } from "#lib/test-context.ts";
import { getTopology } from "./get-topology.ts";
import { Topology } from "./schema.ts";
import { startPollers } from "./start-pollers.ts";
import { watchTopology } from "./watch-topology.ts";

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

async function start() {
  const deployment = await startTestDeployment();
  cleanUp.push(() => deployment.stop());
  const stores = await startTestStores("sqlite");
  cleanUp.push(() => stores.stop());
  const { store } = await stores.create();
  const deployments = createDeploymentRegistry({ test: deployment.config({ pollMs: 250 }) }, { readSecret: () => "" });
  cleanUp.push(() => deployments.close());
  let skew = 0;
  const services = { store, deployments, now: () => Date.now() + skew };
  const { ctx } = testContext({}, services);
  cleanUp.push(await startPollers(ctx.services));
  return { deployment, services, ctx, passTime: (ms: number) => (skew += ms) };
}

const input = { deployment: "test" };

describe("the operations of the overview", () => {
  it("are for every role", () => {
    for (const { roles } of [getTopology, watchTopology, getHistory]) expect(roles).toEqual(ROLES);
  });

  it("answer with a judged snapshot", async () => {
    const { ctx, deployment } = await start();
    const topology = Topology.parse(await runOperation(getTopology, ctx, input));
    expect(topology).toMatchObject({ deployment: "test", masterAddress: deployment.master.address });
    expect(topology.health.checks.length).toBeGreaterThan(5);
  });

  it("watch until the signal fires", async () => {
    const { services } = await start();
    const leaving = new AbortController();
    const { ctx } = testContext({}, services);
    const times: number[] = [];
    for await (const { at } of await runOperation(watchTopology, { ...ctx, signal: leaving.signal }, input)) {
      times.push(at);
      if (times.length === 3) leaving.abort();
    }
    expect(times).toEqual([...times].sort((one, other) => one - other));
    expect(new Set(times).size).toBe(3);
  });

  it("give the history that the pollers have measured", async () => {
    const { ctx, passTime } = await start();
    await expect
      .poll(
        async () => {
          passTime(3_000);
          return (await runOperation(getHistory, ctx, input)).opsPerSecond.filter((value) => value !== null).length;
        },
        { timeout: 30_000, interval: 100 },
      )
      .toBeGreaterThan(2);
  });

  it("refuse a deployment that there is not", async () => {
    const { ctx } = await start();
    const other = { deployment: "other" };
    await expect(runOperation(getTopology, ctx, other)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(runOperation(watchTopology, ctx, other)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(runOperation(getHistory, ctx, other)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("refuse bad input", async () => {
    const { ctx } = await start();
    for (const wrong of [{}, { deployment: 1 }, { ...input, instance: "no address" }, { ...input, more: 1 }]) {
      await expect(runOperation(getHistory, ctx, wrong)).rejects.toMatchObject({ code: "INVALID_INPUT" });
    }
  });

  it("answer even when the instance is gone", async () => {
    const { ctx, deployment } = await start();
    await deployment.master.kill();
    await expect
      .poll(async () => (await runOperation(getTopology, ctx, input)).health.state, { timeout: 30_000 })
      .toBe("critical");
  });
});
