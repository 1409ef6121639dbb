import { afterEach, describe, expect, it } from "vitest";
import { runOperation } from "#lib/run-operation.ts";
import { sampleBigKeys } from "./sample-big-keys.ts";
import { BigKeySample } from "./schema.ts";
import { startTestInspection, type TestInspection } from "./test-inspection.ts";

const KEYSPACES = [
  { kind: "session", name: "web", label: "Web", db: 0, match: "sess:{id}", type: "string", codec: ["json"] },
  { kind: "cache", name: "pages", label: "Pages", db: 1, match: "cache:{id}" },
];

let test: TestInspection | undefined;
afterEach(() => test?.close());

async function start(wanted: Parameters<typeof startTestInspection>[0] = {}): Promise<TestInspection> {
  test = await startTestInspection({ keyspaces: KEYSPACES, ...wanted });
  const first = test.deployment.client(test.deployment.master.address);
  const second = test.deployment.client(test.deployment.master.address, 1);
  await first.set("sess:a-very-secret-id", "x".repeat(50_000));
  await first.rpush("jobs", ...Array.from({ length: 5_000 }, (_, nth) => `job ${nth} of today`));
  await Promise.all(Array.from({ length: 3_000 }, (_, nth) => second.set(`cache:${nth}`, "x".repeat(nth % 100))));
  await second.hset("cache:big", Object.fromEntries(Array.from({ length: 2_000 }, (_, nth) => [`f${nth}`, "value"])));
  await first.wait(test.deployment.replicas.length, 2_000);
  return test;
}

async function sample({ context, input }: TestInspection, ctx = context("engineer").ctx): Promise<BigKeySample[]> {
  const samples: BigKeySample[] = [];
  for await (const one of await runOperation(sampleBigKeys, ctx, input())) samples.push(BigKeySample.parse(one));
  return samples;
}

describe("a sample of big keys", () => {
  it("finds the largest of all logical databases, on a replica, and names no session", async () => {
    const started = await start({ replicas: 1 });
    const last = (await sample(started)).at(-1);
    expect(last).toMatchObject({ isDone: true, why: null, fraction: 1, refused: 0 });
    expect(last?.source).toEqual({ address: started.deployment.replicas[0]?.address, role: "replica" });
    expect(last?.keys).toBeGreaterThanOrEqual(3_003);
    expect(last?.top).toHaveLength(50);
    expect(
      last?.top
        .slice(0, 3)
        .map(({ type }) => type)
        .sort(),
    ).toEqual(["hash", "list", "string"]);
    expect(last?.top.find(({ type }) => type === "list")).toMatchObject({ name: "jobs", db: 0, size: 5_000 });
    expect(last?.top.find(({ type }) => type === "hash")).toMatchObject({ name: "cache:big", keyspace: "Pages" });
    expect(last?.top.find(({ isMasked }) => isMasked)).toMatchObject({ keyspace: "Web", size: 50_000 });
    expect(last?.types.find(({ type }) => type === "string")?.keys).toBeGreaterThanOrEqual(3_001);
    expect(JSON.stringify(last)).not.toContain("secret");
  });

  it("says that it reads the master where there is no replica", async () => {
    const started = await start();
    const samples = await sample(started);
    expect(samples.at(-1)?.source).toEqual({ address: started.deployment.master.address, role: "master" });
    expect(samples.map(({ fraction }) => fraction)).toEqual(samples.map(({ fraction }) => fraction).sort());
  });

  it("keeps what it has found when it is stopped", async () => {
    const started = await start();
    const stop = new AbortController();
    const ctx = { ...started.context().ctx, signal: stop.signal };
    const samples: BigKeySample[] = [];
    for await (const one of await runOperation(sampleBigKeys, ctx, started.input())) {
      samples.push(one);
      stop.abort();
    }
    expect(samples.at(-1)).toMatchObject({ isDone: true, why: expect.stringContaining("stopped") });
    expect(samples.at(-1)?.keys).toBeLessThan(3_003);
    expect(samples.at(-1)?.top.length).toBeGreaterThan(0);
  });

  it("counts the keys that its user may not look at", async () => {
    const started = await start({
      asReader: "~cache:* -@all +hello +auth +ping +select +role +info +scan +dbsize +type +memory|usage +hlen +strlen",
    });
    const last = (await sample(started)).at(-1);
    expect(last).toMatchObject({ isDone: true, refused: 2 });
    expect(last?.top[0]).toMatchObject({ name: "cache:big", type: "hash", size: 2_000 });
  });

  it("runs once at a time on an instance", async () => {
    const started = await start();
    const first = await runOperation(sampleBigKeys, started.context().ctx, started.input());
    const reading = first[Symbol.asyncIterator]();
    await reading.next();
    await expect(sample(started)).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
    await reading.return?.();
    expect((await sample(started)).at(-1)?.isDone).toBe(true);
  });

  it("leaves lines in the audit log", async () => {
    const started = await start();
    const { ctx, lines } = started.context();
    await sample(started, ctx);
    expect(lines).toMatchObject([{ phase: "started" }, { phase: "succeeded", operation: "inspect.sample-big-keys" }]);
  });
});
