import "reflect-metadata";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import fastifyRateLimit from "@fastify/rate-limit";
import { ThrottlerStorageRedisService } from "@nest-lab/throttler-storage-redis";
import type { ExecutionContext } from "@nestjs/common";
import { Reflector } from "@nestjs/core";
import { ThrottlerGuard } from "@nestjs/throttler";
import { Ratelimit } from "@upstash/ratelimit";
import { Redis as UpstashRedis } from "@upstash/redis";
import express from "express";
import { rateLimit } from "express-rate-limit";
import { fastify } from "fastify";
import { type RedisReply, RedisStore } from "rate-limit-redis";
import { RateLimiterRedis } from "rate-limiter-flexible";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PRESETS } from "#lib/config/presets.ts";
import type { RateLimit } from "./schema.ts";
import { settle, startTestLimits, type TestLimits } from "./test-limits.ts";
import { startUpstashStandIn, type UpstashStandIn } from "./test-upstash.ts";

/** Between the library's look and the console's lies a replica, and a busy machine. */
const TOLERATED_MS = 4_000;
const LIMIT = 3;
const WINDOW_MS = 60_000;
/** Windows of the clock, so long that no test meets the end of one. */
const DAY_MS = 86_400_000;

const numbers = { limit: LIMIT, windowMs: WINDOW_MS };
/** A database each, so that each preset is used as it is. */
const DATABASES = {
  "express-rate-limit": { db: 4, ...numbers },
  "rate-limiter-flexible": { db: 5, ...numbers },
  "fastify-rate-limit": { db: 6, ...numbers },
  "fastify-rate-limit-route": { db: 6, ...numbers },
  "nest-throttler": { db: 7, ...numbers },
  "upstash-fixed-window": { db: 8, limit: LIMIT, windowMs: DAY_MS },
  "upstash-sliding-window": { db: 9, limit: LIMIT, windowMs: DAY_MS },
  "upstash-token-bucket": { db: 10, limit: LIMIT, rate: 1, windowMs: WINDOW_MS },
} as const;
type PresetName = keyof typeof DATABASES;

let test: TestLimits;
let upstash: UpstashStandIn[];
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  upstash = [];
  test = await startTestLimits(
    Object.entries(DATABASES).map(([name, given]) => ({ ...PRESETS[name], ...given, name, label: name })),
  );
});
afterAll(async () => {
  for (const close of closing) await close();
  for (const one of upstash) one.close();
  await test.console.close();
});

const client = (preset: PresetName) =>
  test.console.deployment.client(test.console.deployment.master.address, DATABASES[preset].db);

async function ask(subject: string): Promise<RateLimit> {
  await settle(test.redis());
  return test.one(subject);
}

function expectNear(ms: number | null | undefined, expected: number): void {
  expect(ms).not.toBeNull();
  expect(Math.abs((ms ?? Number.NaN) - expected)).toBeLessThan(TOLERATED_MS);
}

describe("rate-limiter-flexible", () => {
  const limiter = (more: Record<string, unknown> = {}) =>
    new RateLimiterRedis({
      storeClient: client("rate-limiter-flexible"),
      points: LIMIT,
      duration: WINDOW_MS / 1_000,
      blockDuration: 300,
      ...more,
    });

  it("has the library's own numbers, its block too, and is let through after the reset", async () => {
    const library = limiter();
    await library.consume("ada");
    const state = await library.consume("ada");
    const before = await ask("ada");
    expect(before).toMatchObject({
      used: state.consumedPoints,
      remaining: state.remainingPoints,
      isBlocked: false,
      blockedForMs: null,
    });
    expectNear(before.resetsInMs, state.msBeforeNext);
    await library.consume("ada");
    await expect(library.consume("ada")).rejects.toMatchObject({ remainingPoints: 0 });
    const blocked = await library.get("ada");
    const during = await ask("ada");
    expect(during).toMatchObject({ used: blocked?.consumedPoints, remaining: 0, isBlocked: true });
    expectNear(during.blockedForMs, blocked?.msBeforeNext ?? 0);
    expect(during.blockedForMs).toBeGreaterThan(WINDOW_MS);
    expect(await test.reset([during])).toMatchObject({ reset: 1, replicas: { confirmed: 1, connected: 1 } });
    expect((await library.consume("ada")).remainingPoints).toBe(LIMIT - 1);
  });

  it("says that a process may go on refusing, which it does", async () => {
    const library = limiter({ inMemoryBlockOnConsumed: LIMIT + 1, inMemoryBlockDuration: 60 });
    for (let nth = 0; nth <= LIMIT; nth += 1) await library.consume("bob").catch(() => undefined);
    const outcome = await test.reset([await ask("bob")]);
    expect(await client("rate-limiter-flexible").exists("rlflx:bob")).toBe(0);
    await expect(library.consume("bob")).rejects.toMatchObject({ remainingPoints: 0 });
    expect(outcome.localBlocks).toMatchObject([{ text: expect.stringContaining("inMemoryBlockOnConsumed") }]);
    expect((await limiter().consume("bob")).consumedPoints).toBe(1);
  });
});

it("has the numbers of express-rate-limit over HTTP, and is let through after the reset", async () => {
  const redis = client("express-rate-limit");
  // What a client answers with is exactly what the store can read.
  const sendCommand = (...args: [string, ...string[]]) => redis.call(...args) as Promise<RedisReply>;
  const app = express();
  app.set("trust proxy", "loopback");
  app.use(
    rateLimit({
      windowMs: WINDOW_MS,
      limit: LIMIT,
      standardHeaders: "draft-6",
      store: new RedisStore({ sendCommand }),
    }),
  );
  app.get("/", (_, response) => void response.end("ok"));
  const server = app.listen(0, "127.0.0.1");
  closing.push(() => void server.close());
  await once(server, "listening");
  // A server that listens on TCP has an address of this shape.
  const { port } = server.address() as AddressInfo;
  const visit = () => fetch(`http://127.0.0.1:${port}/`, { headers: { "x-forwarded-for": "192.0.2.44" } });
  await visit();
  const answer = await visit();
  const found = await ask("192.0.2.44");
  expect(found).toMatchObject({
    used: 2,
    remaining: Number(answer.headers.get("ratelimit-remaining")),
    isBlocked: false,
  });
  expectNear(found.resetsInMs, Number(answer.headers.get("ratelimit-reset")) * 1_000);
  await visit();
  expect((await visit()).status).toBe(429);
  const blocked = await ask("192.0.2.44");
  expect(blocked.isBlocked).toBe(true);
  await test.reset([blocked]);
  expect((await visit()).status).toBe(200);
});

it("finds each route of @fastify/rate-limit by the address, and resets them all", async () => {
  const app = fastify({ trustProxy: true });
  closing.push(() => app.close());
  await app.register(fastifyRateLimit, {
    global: true,
    max: LIMIT,
    timeWindow: WINDOW_MS,
    redis: client("fastify-rate-limit"),
  });
  app.get("/", async () => "ok");
  app.get("/r", { config: { rateLimit: { max: LIMIT, timeWindow: WINDOW_MS } } }, async () => "ok");
  const visit = (url: string) => app.inject({ url, remoteAddress: "192.0.2.55" });
  const headers = new Map<string, number[]>();
  for (const url of ["/", "/r", "/r"]) {
    const { headers: sent } = await visit(url);
    headers.set(url, [Number(sent["x-ratelimit-remaining"]), Number(sent["x-ratelimit-reset"])]);
  }
  await settle(test.redis());
  const { limits } = await test.find("192.0.2.55");
  const numbersOf = (keyspace: string) => limits.find((limit) => limit.keyspace === keyspace);
  for (const [url, keyspace] of [
    ["/", "fastify-rate-limit"],
    ["/r", "fastify-rate-limit-route"],
  ] as const) {
    const [remaining, resetSeconds = Number.NaN] = headers.get(url) ?? [];
    expect(numbersOf(keyspace)?.remaining).toBe(remaining);
    expectNear(numbersOf(keyspace)?.resetsInMs, resetSeconds * 1_000);
  }
  for (let nth = 0; nth < LIMIT; nth += 1) await visit("/r");
  expect((await visit("/r")).statusCode).toBe(429);
  await settle(test.redis());
  expect(await test.reset((await test.find("192.0.2.55")).limits)).toMatchObject({ reset: 2 });
  expect((await visit("/r")).statusCode).toBe(200);
});

describe("@nestjs/throttler with @nest-lab's storage", () => {
  class CatsController {
    all() {
      return "cats";
    }
  }
  const requestFrom = (ip: string, sent: Map<string, unknown>): ExecutionContext => {
    const response = { header: (name: string, value: unknown) => void sent.set(name, value) };
    const context = {
      getClass: () => CatsController,
      getHandler: () => CatsController.prototype.all,
      switchToHttp: () => ({ getRequest: () => ({ ip, headers: {} }), getResponse: () => response }),
    };
    // The guard asks nothing else of it.
    return context as unknown as ExecutionContext;
  };

  it("is found by what its keys are hashes of; hits and block go together, and the guard lets through again", async () => {
    const storage = new ThrottlerStorageRedisService(client("nest-throttler"));
    const throttlers = [{ name: "short", limit: LIMIT, ttl: WINDOW_MS, blockDuration: 300_000 }];
    const guard = new ThrottlerGuard({ throttlers }, storage, new Reflector());
    await guard.onModuleInit();
    const sent = new Map<string, unknown>();
    const visit = () => guard.canActivate(requestFrom("127.0.0.1", sent));
    const fields = { controller: "CatsController", handler: "all", throttler: "short", ip: "127.0.0.1" };
    const look = async () => {
      await settle(test.redis());
      return (await test.findHashed("nest-throttler", fields)).limits[0];
    };
    await visit();
    const first = await look();
    expect(first).toMatchObject({
      used: 1,
      remaining: sent.get("X-RateLimit-Remaining-short"),
      subject: "CatsController · all · short · 127.0.0.1",
      isBlocked: false,
    });
    expectNear(first?.resetsInMs, Number(sent.get("X-RateLimit-Reset-short")) * 1_000);
    for (let nth = 1; nth < LIMIT; nth += 1) await visit();
    await expect(visit()).rejects.toMatchObject({ status: 429 });
    const blocked = await look();
    expect(blocked).toMatchObject({ isBlocked: true, companions: [expect.stringMatching(/:blocked$/)] });
    expectNear(blocked?.blockedForMs, Number(sent.get("Retry-After-short")) * 1_000);
    expect(blocked?.blockedForMs).toBeGreaterThan(WINDOW_MS);

    const redis = client("nest-throttler");
    // The hits alone, as somebody would by hand: still refused, and still on the board.
    await redis.unlink(Buffer.from(blocked?.key ?? "", "base64url"));
    await expect(visit()).rejects.toMatchObject({ status: 429 });
    const again = await look();
    expect(again).toMatchObject({ isBlocked: true });
    expect(await test.reset(again === undefined ? [] : [again])).toMatchObject({ reset: 1, keys: 2 });
    expect(await visit()).toBe(true);
  });
});

describe("@upstash/ratelimit", () => {
  const limiter = async (preset: PresetName, algorithm: ConstructorParameters<typeof Ratelimit>[0]["limiter"]) => {
    const standIn = await startUpstashStandIn(client(preset));
    upstash.push(standIn);
    const redis = new UpstashRedis({
      url: standIn.url,
      token: "none",
      responseEncoding: false,
      enableTelemetry: false,
    });
    const build = (more: { ephemeralCache?: Map<string, number> | false }) =>
      new Ratelimit({ redis, limiter: algorithm, analytics: false, ...more });
    return { library: build({ ephemeralCache: false }), caching: build({ ephemeralCache: new Map() }) };
  };

  it.each([
    ["upstash-fixed-window", Ratelimit.fixedWindow(LIMIT, "1 d")],
    ["upstash-sliding-window", Ratelimit.slidingWindow(LIMIT, "1 d")],
  ] as const)("%s has the library's numbers, which are not the key's expiry", async (preset, algorithm) => {
    const { library, caching } = await limiter(preset, algorithm);
    const who = `alice of ${preset}`;
    await library.limit(who);
    const state = await library.limit(who);
    const found = await ask(who);
    expect(found).toMatchObject({ used: LIMIT - state.remaining, remaining: state.remaining, isBlocked: false });
    expectNear(found.resetsInMs, state.reset - Date.now());
    await library.limit(who);
    expect((await caching.limit(who)).success).toBe(false);
    const blocked = await ask(who);
    expect(blocked).toMatchObject({ isBlocked: true, remaining: 0 });
    const outcome = await test.reset([blocked]);
    expect(outcome.reset).toBe(1);
    // What a process remembers by itself is beyond the reach of Redis, and the console says so.
    expect((await caching.limit(who)).success).toBe(false);
    expect(outcome.localBlocks).toMatchObject([{ text: expect.stringContaining("ephemeralCache") }]);
    expect(await library.limit(who)).toMatchObject({ success: true, remaining: LIMIT - 1 });
  });

  it("upstash-token-bucket has what the next request finds", async () => {
    const { library } = await limiter("upstash-token-bucket", Ratelimit.tokenBucket(1, "60 s", LIMIT));
    await library.limit("carol");
    const state = await library.limit("carol");
    const found = await ask("carol");
    expect(found).toMatchObject({ used: 2, remaining: state.remaining, isBlocked: false });
    await library.limit("carol");
    const refused = await library.limit("carol");
    expect(refused.success).toBe(false);
    const blocked = await ask("carol");
    expect(blocked).toMatchObject({ isBlocked: true, remaining: 0 });
    expectNear(blocked.blockedForMs, refused.reset - Date.now());
    await test.reset([blocked]);
    expect((await library.limit("carol")).remaining).toBe(LIMIT - 1);
  });

  it("never takes a star for more than a star", async () => {
    const { library } = await limiter("upstash-fixed-window", Ratelimit.fixedWindow(LIMIT, "1 d"));
    for (const subject of ["dora", "emil", "*"]) await library.limit(subject);
    const star = await ask("*");
    expect(star.subject).toBe("*");
    await test.reset([star]);
    await settle(test.redis());
    expect((await test.find("dora")).limits).toHaveLength(1);
    expect((await test.find("emil")).limits).toHaveLength(1);
  });
});
