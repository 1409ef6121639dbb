import type { RedisHandle } from "#lib/redis/deployment-connections.ts";
import type { Reading } from "./read-limits.ts";

const DEFAULT_WINDOW_MS = 60_000;

/** A sorted set with one member a request, its time in milliseconds as the score. */
export async function readLog(
  handle: RedisHandle,
  keys: readonly Buffer[],
  windowMs = DEFAULT_WINDOW_MS,
): Promise<(Reading | undefined)[]> {
  const [seconds = 0, microseconds = 0] = (await handle.run("TIME", (redis) => redis.time())).map(Number);
  const now = seconds * 1_000 + Math.floor(microseconds / 1_000);
  const since = now - windowMs;
  const replies = await handle.run("ZCOUNT", async (redis) => {
    const pipeline = redis.pipeline();
    for (const key of keys) {
      pipeline
        .zcount(key, `(${since}`, "+inf")
        .call("ZRANGE", key, `(${since}`, "+inf", "BYSCORE", "LIMIT", 0, 1, "WITHSCORES")
        .pttl(key);
    }
    return pipeline.exec();
  });
  return keys.map((_, index) => {
    const [[error, count], [, oldest], [, ttl]] = [0, 1, 2].map(
      (nth) => replies?.[index * 3 + nth] ?? [null, null],
    ) as [Reply, Reply, Reply];
    if (ttl === -2 || typeof ttl !== "number") return undefined;
    if (error !== null || typeof count !== "number") return { used: null, ttlMs: ttl, note: "It is no sorted set." };
    const first = scoreOf(oldest);
    return { used: count, ttlMs: ttl, freeInMs: first === undefined ? 0 : Math.max(0, first + windowMs - now) };
  });
}

type Reply = [error: Error | null, reply: unknown];

/** RESP3 pairs a member with its score, RESP2 writes both one after the other. */
function scoreOf(reply: unknown): number | undefined {
  const last = Array.isArray(reply) ? reply.flat().at(-1) : undefined;
  const score = Number(last);
  return last === undefined || !Number.isFinite(score) ? undefined : score;
}
