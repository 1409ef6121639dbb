import { randomUUID } from "node:crypto";
import type express from "express";
import { ipKeyGenerator, rateLimit } from "express-rate-limit";
import { type RedisReply, RedisStore } from "rate-limit-redis";
import { RateLimiterRedis } from "rate-limiter-flexible";
import type { Client } from "./redis-clients.ts";

const WINDOW_MS = 60_000;
const SEARCHES = 20;

/** So many requests a minute from one address. */
export function limitByAddress(client: Client): express.RequestHandler {
  return rateLimit({
    windowMs: WINDOW_MS,
    limit: 100,
    keyGenerator: (request) => `ip:${ipKeyGenerator(request.ip ?? "")}`,
    store: new RedisStore({
      prefix: "ratelimit:",
      // The library's reply type is the protocol's own; node-redis types it as its wider one.
      sendCommand: async (...args: string[]) => (await client.sendCommand(false, args)) as RedisReply,
    }),
  });
}

/** Whoever gives wrong passwords for one account is kept out of it for five minutes. */
export function createLoginLimiter(client: Client): RateLimiterRedis {
  return new RateLimiterRedis({
    storeClient: client,
    useRedisPackage: true,
    keyPrefix: "ratelimit:login",
    points: 5,
    duration: WINDOW_MS / 1_000,
    blockDuration: 300,
  });
}

/** So many searches within any minute, remembered one by one. */
export function limitSearches(client: Client): express.RequestHandler {
  return async (request, response, next) => {
    const key = `ratelimit:search:${request.session.passport?.user ?? 0}`;
    const now = Date.now();
    const [, count] = await client
      .multi()
      .zRemRangeByScore(key, 0, now - WINDOW_MS)
      .zCard(key)
      .exec();
    if (Number(count) >= SEARCHES) {
      response.status(429).json({ error: "too many searches" });
      return;
    }
    await client.multi().zAdd(key, { score: now, value: randomUUID() }).pExpire(key, WINDOW_MS).exec();
    next();
  };
}
