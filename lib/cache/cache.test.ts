import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type JobRunner, startJobRunner } from "#lib/jobs/job-runner.ts";
import { listJobs } from "#lib/jobs/list-jobs.ts";
import { runOperation } from "#lib/run-operation.ts";
import { startTestConsole, type TestConsole } from "#lib/test-console.ts";
import { deleteCacheKeys } from "./delete-cache-keys.ts";
import { flushCache } from "./flush-cache.ts";
import { flushCacheJob } from "./flush-job.ts";
import { planFlush } from "./plan-flush.ts";
import { sampleNamespaces } from "./sample-namespaces.ts";
import { type CacheKey, type CacheSearchEvent, FlushReport } from "./schema.ts";
import { searchCache } from "./search-cache.ts";
import { showCacheValue } from "./show-value.ts";

const KEYSPACES = [
  // What another keyspace claims must be excluded here: the configuration demands it.
  {
    kind: "cache",
    name: "pages",
    label: "Pages",
    db: 0,
    match: "cache:{id}",
    exclude: ["cache:lock:{id}", "cache:session:{id}"],
  },
  {
    kind: "session",
    name: "web",
    label: "Web sessions",
    db: 0,
    match: "cache:session:{id}",
    type: "string",
    codec: ["json"],
  },
];

let test: TestConsole;
let runner: JobRunner;
beforeAll(async () => {
  test = await startTestConsole({ replicas: 1, sentinels: 1 }, KEYSPACES);
  runner = startJobRunner({ services: test.context().services, owner: "test", kinds: [flushCacheJob] });
});
afterAll(async () => {
  await runner.stop();
  await test.close();
});

const redis = () => test.deployment.client(test.deployment.master.address);
beforeEach(async () => {
  await redis().flushall();
});
const onReplica = async () => void (await redis().wait(1, 2_000));

async function search(pattern: string) {
  await onReplica();
  const events = await runOperation(searchCache, test.context("engineer"), {
    deployment: "test",
    keyspace: "pages",
    pattern,
  });
  const keys: CacheKey[] = [];
  let end: Extract<CacheSearchEvent, { type: "finished" }> | undefined;
  for await (const event of events) {
    if (event.type === "found") keys.push(...event.keys);
    if (event.type === "finished") end = event;
  }
  return { keys, end };
}

async function show(key: string | Buffer) {
  await onReplica();
  return runOperation(showCacheValue, test.context("engineer"), {
    deployment: "test",
    keyspace: "pages",
    key: Buffer.from(key).toString("base64url"),
  });
}

describe("searching a cache", () => {
  it("shows type, size, memory and time to live, and spares what belongs to others", async () => {
    await redis().set("cache:a", "12345", "PX", 60_000);
    await redis().hset("cache:h", "f", "v", "g", "w");
    await redis().set("cache:session:1", "{}");
    await redis().set("cache:lock:1", "x");
    const { keys, end } = await search("cache:*");
    expect(keys.map(({ text, type, size }) => [text, type, size]).sort()).toEqual([
      ["cache:a", "string", 5],
      ["cache:h", "hash", 2],
    ]);
    expect(keys.find(({ text }) => text === "cache:a")).toMatchObject({
      ttlMs: expect.closeTo(60_000, -4),
      memoryBytes: expect.any(Number),
    });
    expect(end).toMatchObject({ isComplete: true, matched: 2, spared: 2, why: null });
  });

  it("keeps keys apart that read alike", async () => {
    const bytes = [0xff, 0xfe].map((last) => Buffer.concat([Buffer.from("cache:"), Buffer.from([last])]));
    for (const key of bytes) await redis().set(key, "1");
    const { keys } = await search("*");
    expect(keys.map(({ text }) => text).sort()).toEqual(["cache:\\xfe", "cache:\\xff"]);
    expect(new Set(keys.map(({ key }) => key)).size).toBe(2);
  });

  it("shows a thousand rows and counts the rest", async () => {
    await redis().mset(Array.from({ length: 3_000 }, (_, nth) => [`cache:${nth}`, "v"]).flat());
    const { keys, end } = await search("cache:*");
    expect(keys).toHaveLength(1_000);
    expect(end).toMatchObject({ matched: 3_000, isComplete: false });
  });
});

describe("a value", () => {
  it.each([
    ["string", ["SET", "cache:x", '{"a":1}'], [[null, '{"a":1}']]],
    [
      "list",
      ["RPUSH", "cache:x", "one", "two"],
      [
        [null, "one"],
        [null, "two"],
      ],
    ],
    ["set", ["SADD", "cache:x", "one"], [[null, "one"]]],
    ["hash", ["HSET", "cache:x", "f", "v"], [["f", "v"]]],
    ["zset", ["ZADD", "cache:x", "1.5", "m"], [["1.5", "m"]]],
    ["stream", ["XADD", "cache:x", "1-1", "f", "v", "g", "w"], [["1-1", "f = v\ng = w"]]],
  ])("of type %s is shown", async (type, [command = "", ...args], rows) => {
    await redis().call(command, ...args);
    const shown = await show("cache:x");
    expect(shown.key.type).toBe(type);
    expect(shown.rows.map(({ label, value }) => [label?.text ?? null, value.text])).toEqual(rows);
    expect(shown.isWhole).toBe(true);
  });

  it("is cut when it is large, and bytes that are no text are shown as such", async () => {
    await redis().set("cache:large", "é".repeat(100_000));
    const large = await show("cache:large");
    expect(large).toMatchObject({ isWhole: false, isJson: false });
    expect(large.rows[0]?.value).toMatchObject({ isText: true, isWhole: false });
    expect(large.rows[0]?.value.text.length).toBeLessThan(20_000);
    await redis().set("cache:bytes", Buffer.from([0, 255, 254]));
    expect((await show("cache:bytes")).rows[0]?.value).toEqual({ text: "00fffe", isText: false, isWhole: true });
  });

  it("shows no more than a hundred elements of a collection", async () => {
    await redis().rpush("cache:list", ...Array.from({ length: 5_000 }, (_, nth) => String(nth)));
    const shown = await show("cache:list");
    expect(shown.rows).toHaveLength(100);
    expect(shown.isWhole).toBe(false);
  });

  it("of another keyspace is refused, and one that is gone is said to be", async () => {
    await redis().set("cache:session:1", "{}");
    await expect(show("cache:session:1")).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(show("cache:nothing")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

it("works out what a cache holds from a sample, by the beginnings of its keys", async () => {
  await redis().mset(Array.from({ length: 400 }, (_, nth) => [`cache:product:${nth}`, "v".repeat(100)]).flat());
  await redis().mset(Array.from({ length: 50 }, (_, nth) => [`cache:page:${nth}`, "v"]).flat());
  await redis().set("cache:session:1", "{}");
  await onReplica();
  const sample = await runOperation(sampleNamespaces, test.context("sre"), { deployment: "test" });
  expect(sample).toMatchObject({ isWhole: true, sampledKeys: 450 });
  expect(sample.namespaces.map(({ prefix, estimatedKeys }) => [prefix, estimatedKeys])).toEqual([
    ["cache:product:", 400],
    ["cache:page:", 50],
  ]);
  expect(sample.namespaces[0]).toMatchObject({ pattern: "cache:product:*", withoutExpiry: 400 });
});

describe("the plan of a flush", () => {
  const plan = (pattern: string) =>
    runOperation(planFlush, test.context("engineer"), { deployment: "test", keyspace: "pages", pattern });

  it("counts exactly and says what is spared", async () => {
    await redis().mset(Array.from({ length: 2_345 }, (_, nth) => [`cache:p:${nth}`, "v"]).flat());
    await redis().set("cache:session:1", "{}");
    await redis().set("other", "x");
    await onReplica();
    const made = await plan("*");
    expect(made).toMatchObject({ count: 2_345, isLarge: false, pattern: "*" });
    expect(made.spared.toSorted((one, other) => one.label.localeCompare(other.label))).toEqual([
      { label: "keys that no keyspace declares", count: 1 },
      { label: "Web sessions", count: 1 },
    ]);
    expect(made.sample).toHaveLength(20);
    expect(made.expiries).toMatchObject({ sampled: 200, never: 200 });
    expect(made.estimatedBytes).toBeGreaterThan(2_345 * 40);
  });
});

describe("a flush", () => {
  const context = () => test.context("engineer");
  async function order(pattern: string, changes: { typed?: string } = {}) {
    const plan = await runOperation(planFlush, context(), { deployment: "test", keyspace: "pages", pattern });
    const input = { deployment: "test", plan: plan.plan, reason: "release", typed: String(plan.count), ...changes };
    return { plan, input };
  }
  const ended = async (jobId: string) => {
    const find = async () =>
      (await runOperation(listJobs, context(), { deployment: "test" })).jobs.find(({ id }) => id === jobId);
    await expect.poll(async () => (await find())?.endedAt, { timeout: 10_000 }).not.toBeNull();
    return find();
  };

  it("deletes what the plan has shown, as a job, and spares the rest", async () => {
    await redis().mset(Array.from({ length: 3_000 }, (_, nth) => [`cache:p:${nth}`, "v"]).flat());
    await redis().mset("cache:session:1", "{}", "cache:lock:1", "x", "other", "x");
    await onReplica();
    const { input } = await order("*");
    const { jobId } = await runOperation(flushCache, context(), input);
    const job = await ended(jobId);
    expect(job).toMatchObject({ state: "succeeded", title: "Flush * of pages", fraction: 1 });
    expect(FlushReport.parse(job?.result)).toMatchObject({
      planned: 3_000,
      deleted: 3_000,
      left: 0,
      restarts: 0,
      replicas: { confirmed: 1, connected: 1 },
    });
    expect((await redis().keys("*")).sort()).toEqual(["cache:lock:1", "cache:session:1", "other"]);
    await expect
      .poll(() => test.audit.at(-1))
      .toMatchObject({ operation: "cache.flush", phase: "succeeded", count: 3_000 });
  });

  it("stops when there is far more than was planned", async () => {
    await redis().set("cache:p:1", "v");
    await onReplica();
    const { input } = await order("*");
    await redis().mset(Array.from({ length: 2_000 }, (_, nth) => [`cache:p:${nth}`, "v"]).flat());
    const job = await ended((await runOperation(flushCache, context(), input)).jobId);
    expect(job).toMatchObject({ state: "failed", error: { code: "CONFLICT" } });
    expect(await redis().dbsize()).toBeGreaterThan(1_000);
  });

  it("begins only for the person, the number and the time of the plan", async () => {
    await redis().set("cache:p:1", "v");
    await onReplica();
    const { input } = await order("*", { typed: "2" });
    await expect(runOperation(flushCache, context(), input)).rejects.toMatchObject({ code: "INVALID_INPUT" });
    const other = { ...context(), actor: { ...context().actor, userId: "somebody-else" } };
    const right = { ...input, typed: "1" };
    await expect(runOperation(flushCache, other, right)).rejects.toMatchObject({ code: "INVALID_INPUT" });
    const late = { ...context(), services: { ...context().services, now: () => Date.now() + 11 * 60_000 } };
    await expect(runOperation(flushCache, late, right)).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await redis().dbsize()).toBe(1);
  });
});

describe("deleting picked keys", () => {
  const remove = (...keys: string[]) =>
    runOperation(deleteCacheKeys, test.context("engineer"), {
      deployment: "test",
      keyspace: "pages",
      keys: keys.map((key) => Buffer.from(key).toString("base64url")),
      reason: "stale after the release",
    });

  it("deletes them on the master and every replica", async () => {
    await redis().mset("cache:a", "1", "cache:b", "1", "cache:c", "1");
    expect(await remove("cache:a", "cache:b", "cache:gone")).toEqual({
      deleted: 2,
      alreadyGone: 1,
      replicas: { confirmed: 1, connected: 1 },
      undo: { offer: null, why: expect.stringContaining("not configured") },
    });
    expect(await redis().exists("cache:a", "cache:b", "cache:c")).toBe(1);
    expect(test.audit.at(-1)).toMatchObject({ operation: "cache.delete", phase: "succeeded", count: 2 });
  });

  it("deletes nothing when one of them is no key of the cache", async () => {
    await redis().mset("cache:a", "1", "cache:session:1", "{}");
    await expect(remove("cache:a", "cache:session:1")).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await redis().exists("cache:a", "cache:session:1")).toBe(2);
  });
});
