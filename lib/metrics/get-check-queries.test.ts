import { expect, it } from "vitest";
import { ConsoleConfig } from "#lib/config/schema.ts";
import { createDeploymentRegistry } from "#lib/redis/deployment-registry.ts";
import { runOperation } from "#lib/run-operation.ts";
import { testContext } from "#lib/test-context.ts";
import { getCheckQueries } from "./get-check-queries.ts";
import { CheckQueries } from "./schema.ts";

const config = ConsoleConfig.parse({
  deployments: {
    shop: {
      kind: "standalone",
      label: "Shop",
      environment: { name: "test", colour: "grey", production: false },
      address: "127.0.0.1:1",
      users: { reader: {} },
      thresholds: { pingMs: { warning: 7 } },
    },
  },
});
const deployments = createDeploymentRegistry(config.deployments, { readSecret: () => "" });
const { ctx } = testContext({ role: "viewer" }, { config, deployments });
const asked = { deployment: "shop", check: "ping", instance: "127.0.0.1:1" };

it("writes the limits of the deployment into the PromQL of the check", async () => {
  const { queries } = CheckQueries.parse(await runOperation(getCheckQueries, ctx, asked));
  expect(queries.map(({ severity, promql }) => [severity, promql])).toEqual([
    ["warning", 'redis_console_ping_seconds{deployment="shop",instance="127.0.0.1:1"} * 1000 >= 7'],
    ["critical", 'redis_console_ping_seconds{deployment="shop",instance="127.0.0.1:1"} * 1000 >= 500'],
  ]);
});

it("refuses a check and a deployment that there are not, and what is no address", async () => {
  for (const wrong of [{ check: "toString" }, { instance: '"} or up{' }]) {
    await expect(runOperation(getCheckQueries, ctx, { ...asked, ...wrong })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
  }
  await expect(runOperation(getCheckQueries, ctx, { ...asked, deployment: "other" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});
