import { expect, it } from "vitest";
import { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { judge } from "#lib/health/judge.ts";
import { MASTER, REPLICAS, testInstance, testObservation } from "#lib/health/test-observation.ts";
import { thresholdLimits } from "./threshold-limits.ts";

const config = DeploymentConfig.parse({
  kind: "sentinel",
  label: "Shop",
  environment: { name: "test", colour: "grey", production: false },
  masterName: "mymaster",
  sentinels: ["10.0.1.1:26379", "10.0.1.2:26379", "10.0.1.3:26379"],
  users: { reader: {} },
  expectedReplicas: 2,
  thresholds: { memoryRatio: { warning: 0.7, critical: 0.9 }, lagSeconds: { warning: 3 } },
});

it("has the limits that the checks judge by, under the names of their figures", () => {
  const seen = testObservation({
    instances: [
      testInstance(MASTER, "master", { persistence: { lastSaveAt: 0 } }),
      ...REPLICAS.map((address) => testInstance(address, "replica")),
    ],
  });
  const { checks } = judge(seen, { thresholds: config.thresholds, replicas: 2, sentinels: 3 });
  const figures = checks.flatMap((check) => check.figures);
  const limits = thresholdLimits(config);
  const [own, compared] = [Object.entries(limits), new Set<string>()];
  for (const [name, { warning, critical }] of own) {
    for (const figure of figures.filter((one) => one.name === name)) {
      compared.add(name);
      expect([name, figure.warning, figure.critical]).toEqual([name, warning, critical ?? null]);
    }
  }
  expect([...compared].sort()).toEqual(Object.keys(limits).sort());
  expect(limits.memory_ratio).toEqual({ warning: 0.7, critical: 0.9 });
});

it("expects one replica behind sentinels, and none of a single instance, unless told", () => {
  expect(thresholdLimits({ ...config, expectedReplicas: undefined }).usable_replicas).toEqual({
    warning: 1,
    critical: 1,
  });
  const single = DeploymentConfig.parse({
    kind: "standalone",
    label: "Single",
    environment: { name: "test", colour: "grey", production: false },
    address: MASTER,
    users: { reader: {} },
  });
  expect(Object.keys(thresholdLimits(single))).not.toContain("usable_replicas");
  expect(Object.keys(thresholdLimits(single))).not.toContain("known_sentinels");
});
