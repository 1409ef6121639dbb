import { afterEach, expect, it, vi } from "vitest";
import { ConsoleConfig } from "#lib/config/schema.ts";
import { createDeploymentRegistry } from "#lib/redis/deployment-registry.ts";
import { startTestDeployment } from "#lib/redis/test-deployment.ts";
import { startTestStores } from "#lib/store/test-stores.ts";
import { testContext } from "#lib/test-context.ts";
import { startPollers } from "#lib/topology/start-pollers.ts";
import { startReceiver } from "./test-receiver.ts";

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
  vi.unstubAllEnvs();
});

it("tells a receiver of an instance that has fallen silent, and stops with the pollers", async () => {
  const receiver = await startReceiver();
  cleanUp.push(() => receiver.close());
  vi.stubEnv("HOOK", receiver.url);
  const deployment = await startTestDeployment();
  cleanUp.push(() => deployment.stop());
  const config = ConsoleConfig.parse({
    deployments: { test: deployment.config({ pollMs: 250 }) },
    notifications: [{ name: "on-call", kind: "webhook", url: { env: "HOOK" }, minimum: "critical" }],
  });
  const stores = await startTestStores("sqlite");
  cleanUp.push(() => stores.stop());
  const { store } = await stores.create();
  const deployments = createDeploymentRegistry(config.deployments, { readSecret: () => "" });
  cleanUp.push(() => deployments.close());
  const { ctx } = testContext({}, { config, store, deployments, now: Date.now });
  const stop = await startPollers(ctx.services);
  cleanUp.push(stop);
  deployment.master.pause();
  const about = (id: string) => receiver.received.find(({ body }) => JSON.stringify(body.check).includes(`"${id}"`));
  await expect.poll(() => about("answers"), { timeout: 30_000 }).toBeTruthy();
  expect(about("answers")?.body).toMatchObject({ newState: "critical", instance: deployment.master.address });
  await stop();
});
