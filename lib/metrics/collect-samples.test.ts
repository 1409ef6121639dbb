import { afterEach, expect, it } from "vitest";
import { createDeploymentRegistry } from "#lib/redis/deployment-registry.ts";
import { startTestDeployment } from "#lib/redis/test-deployment.ts";
import { startTestStores } from "#lib/store/test-stores.ts";
import { testContext } from "#lib/test-context.ts";
import { pollerFor, startPollers } from "#lib/topology/start-pollers.ts";
import { collectSamples } from "./collect-samples.ts";

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

it("costs Redis nothing, however many scrape, and goes on without the store", async () => {
  const deployment = await startTestDeployment();
  cleanUp.push(() => deployment.stop());
  const stores = await startTestStores("sqlite");
  cleanUp.push(() => stores.stop());
  const { store } = await stores.create();
  const configs = { test: deployment.config({ pollMs: 60_000 }) };
  const deployments = createDeploymentRegistry(configs, { readSecret: () => "" });
  cleanUp.push(() => deployments.close());
  const { services } = testContext({}, { store, deployments, now: Date.now }).ctx;
  cleanUp.push(await startPollers(services));
  await expect.poll(() => pollerFor("test").status().latest?.instances[0]?.figures?.version).toBeTruthy();

  const client = deployment.client(deployment.master.address);
  const timesAsked = async () => /cmdstat_info:calls=(\d+)/.exec(await client.info("commandstats"))?.[1];
  const before = Number(await timesAsked());
  for (let scrape = 0; scrape < 50; scrape++) {
    const samples = await collectSamples(services, { eventStreams: 3 });
    expect(samples.find(({ name }) => name === "redis_up")?.value).toBe(1);
  }
  // The question before is counted too.
  expect(Number(await timesAsked())).toBe(before + 1);

  await store.db.schema.dropTable("job").execute();
  const names = (await collectSamples(services, { eventStreams: 3 })).map(({ name }) => name);
  expect(names).toContain("redis_up");
  expect(names).not.toContain("redis_console_jobs");
});
