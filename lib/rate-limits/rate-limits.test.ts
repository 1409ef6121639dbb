import type { Options } from "express-rate-limit";
import { type RedisReply, RedisStore } from "rate-limit-redis";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { limiterNamed } from "./limit-keyspace.ts";
import { readLimits } from "./read-limits.ts";
import { startTestLimits, type TestLimits } from "./test-limits.ts";

const WINDOW_MS = 60_000;
const rateLimit = { kind: "rate-limit", db: 3 };
const KEYSPACES = [
  { ...rateLimit, name: "api", label: "API", match: "rl:{ip}", limit: 3, windowMs: WINDOW_MS },
  {
    ...rateLimit,
    name: "log",
    label: "Log",
    match: "limit:{user}",
    algorithm: "sorted-set-log",
    limit: 2,
    windowMs: WINDOW_MS,
  },
  {
    ...rateLimit,
    name: "nest",
    label: "Throttler",
    match: "nest:{user}:{route}:hits",
    limit: 2,
    companions: ["nest:{user}:{route}:blocked"],
  },
  { ...rateLimit, name: "odd", label: "Odd", match: "odd:{user}", algorithm: "opaque" },
];

let test: TestLimits;
beforeAll(async () => {
  test = await startTestLimits(KEYSPACES);
});
afterAll(() => test.console.close());

const redis = () => test.redis();
beforeEach(async () => void (await redis().flushall()));

/** Counts as the real limiter does. */
async function hit(ip: string, times: number): Promise<void> {
  // What a client answers with is exactly what the store can read.
  const sendCommand = (...args: [string, ...string[]]) => redis().call(...args) as Promise<RedisReply>;
  const store = new RedisStore({ sendCommand, prefix: "rl:" });
  // It reads nothing else of the options.
  await store.init({ windowMs: WINDOW_MS } as Options);
  for (let nth = 0; nth < times; nth += 1) await store.increment(ip);
  await redis().wait(1, 2_000);
}

const find = (subject: string) => test.find(subject);

describe("looking up a subject", () => {
  it("says how much of the limit is used and when it begins anew", async () => {
    await hit("192.0.2.7", 2);
    const { limits, isComplete } = await find("192.0.2.7");
    expect(isComplete).toBe(true);
    expect(limits).toMatchObject([
      { keyspace: "api", subject: "192.0.2.7", used: 2, limit: 3, isBlocked: false, note: null },
    ]);
    expect(limits[0]?.resetsInMs).toBeGreaterThan(WINDOW_MS - 10_000);
    expect(limits[0]?.resetsInMs).toBeLessThanOrEqual(WINDOW_MS);
  });

  it("counts what is within the window of a log", async () => {
    const now = Date.now();
    await redis().zadd("limit:ada", now - 2 * WINDOW_MS, "old", now - 50_000, "a", now - 1_000, "b");
    await redis().wait(1, 2_000);
    const { limits } = await find("ada");
    expect(limits).toMatchObject([{ keyspace: "log", used: 2, isBlocked: true }]);
    expect(limits[0]?.resetsInMs).toBeLessThanOrEqual(10_000);
    expect(limits[0]?.resetsInMs).toBeGreaterThan(5_000);
  });

  it("finds a subject that is one of several parts of the key, and nothing that only looks like it", async () => {
    await redis().mset("nest:u1:GET /a:hits", "1", "nest:u1:GET /b:hits", "2", "nest:u11:GET /a:hits", "1");
    await redis().wait(1, 2_000);
    const { limits } = await find("u1");
    expect(limits.map(({ subject, used }) => [subject, used]).sort()).toEqual([
      ["u1 · GET /a", 1],
      ["u1 · GET /b", 2],
    ]);
    expect((await find("*")).limits).toEqual([]);
  });

  it("says that it is not all where more fit than are shown", async () => {
    const fill = (routes: number) =>
      redis().mset(Array.from({ length: routes }, (_, nth) => [`nest:u9:${nth}:hits`, "1"]).flat());
    await fill(500);
    await redis().wait(1, 2_000);
    const whole = await find("u9");
    expect({ found: whole.limits.length, isComplete: whole.isComplete }).toEqual({ found: 500, isComplete: true });
    await fill(520);
    await redis().wait(1, 2_000);
    const part = await find("u9");
    expect({ found: part.limits.length, isComplete: part.isComplete }).toEqual({ found: 500, isComplete: false });
  });

  it("reads no more at once than fits, and misses no member that is huge among small ones", async () => {
    const now = String(Date.now());
    const large = "x".repeat(12 * 1_048_576);
    for (const user of ["1", "2", "3"]) await redis().zadd(`limit:${user}`, now, large);
    await redis().zadd("limit:4", ...Array.from({ length: 2_000 }, (_, nth) => [now, `m${nth}`]).flat());
    await redis().zadd("limit:4", now, large + large);
    const connections = test.console.context().services.deployments.get("test");
    const master = await connections.master(3, "read");
    const keys = ["4", "1", "2", "3"].map((user) => Buffer.from(`limit:${user}`));
    const read = await readLimits(master, limiterNamed(connections.config, "log"), keys);
    expect(read.map(({ used }) => used)).toEqual([null, 1, 1, null]);
    expect(read.map(({ note }) => note)).toEqual([
      expect.stringContaining("too large"),
      null,
      null,
      expect.stringContaining("Too much"),
    ]);
  });

  it("says so where nobody can tell", async () => {
    await redis().set("odd:x", "?");
    await redis().mset("rl:x", "not a number", "nest:x:huge:hits", "1e999");
    await redis().lpush("limit:x", "1");
    await redis().wait(1, 2_000);
    const { limits } = await find("x");
    expect(limits.map(({ keyspace, used, resetsInMs }) => [keyspace, used, resetsInMs])).toEqual([
      ["api", null, null],
      ["log", null, null],
      ["odd", null, null],
      ["nest", null, null],
    ]);
    expect(limits.every(({ note }) => note !== null)).toBe(true);
  });
});

it("shows on the board who is blocked first, and the longest waiting before the others", async () => {
  await hit("192.0.2.1", 1);
  await hit("192.0.2.2", 5);
  await hit("192.0.2.3", 3);
  await redis().pexpire("rl:192.0.2.2", 5_000);
  await redis().wait(1, 2_000);
  const { limits, looked, isComplete } = await test.board();
  expect(limits.map(({ subject, isBlocked }) => [subject, isBlocked])).toEqual([
    ["192.0.2.3", true],
    ["192.0.2.2", true],
    ["192.0.2.1", false],
  ]);
  expect({ looked, isComplete }).toEqual({ looked: 3, isComplete: true });
});

describe("resetting", () => {
  it("lets the subject start anew, with the keys that block besides", async () => {
    await redis().mset("nest:u1:GET /a:hits", "2", "nest:u1:GET /a:blocked", "1", "nest:u2:GET /a:hits", "2");
    await redis().wait(1, 2_000);
    const { limits } = await find("u1");
    expect(await test.reset(limits)).toEqual({
      reset: 1,
      alreadyGone: 0,
      countingAgain: 0,
      keys: 2,
      restarts: 0,
      localBlocks: [],
      undo: { offer: null, why: expect.stringContaining("not configured") },
      replicas: { confirmed: 1, connected: 1 },
    });
    expect(await redis().keys("*")).toEqual(["nest:u2:GET /a:hits"]);
    expect(test.console.audit.at(-1)).toMatchObject({
      phase: "succeeded",
      count: 1,
      target: { shown: "Throttler: u1 · GET /a" },
    });
  });

  it("resets nothing when one of the keys is no counter", async () => {
    await redis().mset("rl:192.0.2.1", "9", "session:1", "{}");
    const key = (text: string) => Buffer.from(text).toString("base64url");
    const picked = ["rl:192.0.2.1", "session:1"].map((text) => ({ keyspace: "api", key: key(text) }));
    await expect(test.reset(picked)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await redis().exists("rl:192.0.2.1", "session:1")).toBe(2);
  });

  it("is not for engineers", async () => {
    await expect(test.reset([{ keyspace: "api", key: "cmw6eA" }], "engineer")).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});
