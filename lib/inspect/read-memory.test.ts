import { afterAll, beforeAll, expect, it } from "vitest";
import { runOperation } from "#lib/run-operation.ts";
import { readConfig } from "./read-config.ts";
import { readKeyspace } from "./read-keyspace.ts";
import { readMemory } from "./read-memory.ts";
import { InstanceConfig, InstanceKeyspace, InstanceMemory } from "./schema.ts";
import { startTestInspection, type TestInspection } from "./test-inspection.ts";

const CACHE = { kind: "cache", name: "pages", label: "Pages", db: 1, match: "cache:{id}" };

let test: TestInspection;
beforeAll(async () => {
  test = await startTestInspection({ keyspaces: [CACHE], redisConf: ["maxmemory 100mb"] });
});
afterAll(() => test.close());

it("says what the memory is used for, and what Redis thinks of it", async () => {
  const memory = InstanceMemory.parse(await runOperation(readMemory, test.context("viewer").ctx, test.input()));
  expect(memory.doctor.ok && memory.doctor.data.length).toBeGreaterThan(0);
  const stats = memory.stats.ok ? memory.stats.data : undefined;
  expect(stats?.totalBytes).toBeGreaterThan(500_000);
  expect(stats?.overheadBytes).toBeGreaterThan(0);
  expect(stats?.fragmentationRatio).toBeGreaterThan(0);
  expect(Object.values(stats ?? {})).not.toContain(null);
});

it("counts the keys of each logical database, and says what lives there", async () => {
  const client = test.deployment.client(test.deployment.master.address, 1);
  await client.set("cache:a", "1", "EX", 1000);
  await client.set("cache:b", "1");
  const { databases } = InstanceKeyspace.parse(
    await runOperation(readKeyspace, test.context("viewer").ctx, test.input()),
  );
  expect(databases).toMatchObject([{ db: 1, purpose: "cache", keys: 2, expires: 1, keyspaces: ["Pages"] }]);
});

it("reads directives that hold no secret", async () => {
  const { directives } = InstanceConfig.parse(
    await runOperation(readConfig, test.context("engineer").ctx, test.input()),
  );
  expect(directives).toContainEqual({ name: "maxmemory", value: String(100 * 1024 * 1024) });
  expect(directives.map(({ name }) => name).join(" ")).not.toMatch(/pass|auth|secret|user/);
});
