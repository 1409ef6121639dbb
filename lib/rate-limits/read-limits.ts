import type { RedisHandle } from "#lib/redis/deployment-connections.ts";
import type { CompiledLimiter } from "./limit-keyspace.ts";
import { readLog } from "./read-log.ts";
import type { RateLimit } from "./schema.ts";

/** What a limiter's own reading of its keys amounts to; keys that have gone meanwhile are left out. */
export interface Reading {
  used: number | null;
  ttlMs: number;
  /** Where it differs from the time to live. */
  freeInMs?: number | null;
  note?: string;
}

export async function readLimits(
  handle: RedisHandle,
  limiter: CompiledLimiter,
  keys: readonly Buffer[],
): Promise<RateLimit[]> {
  if (keys.length === 0) return [];
  const { algorithm, windowMs } = limiter.config;
  const readings =
    algorithm === "sorted-set-log"
      ? await readLog(handle, keys, windowMs)
      : await readCounters(handle, keys, algorithm === "counter");
  return keys.flatMap((key, index) => {
    const reading = readings[index];
    return reading === undefined ? [] : [toRateLimit(limiter, key, reading)];
  });
}

async function readCounters(
  handle: RedisHandle,
  keys: readonly Buffer[],
  isCounter: boolean,
): Promise<(Reading | undefined)[]> {
  const replies = await handle.run("GET", async (redis) => {
    const pipeline = redis.pipeline();
    // A key of another type answers GET with an error of its own, which says that it is no counter.
    for (const key of keys) pipeline.getrange(key, 0, 32).pttl(key);
    return pipeline.exec();
  });
  return keys.map((_, index) => {
    const [error, text] = replies?.[index * 2] ?? [];
    const [, ttl] = replies?.[index * 2 + 1] ?? [];
    if (ttl === -2 || typeof ttl !== "number") return undefined;
    if (!isCounter) return { used: null, ttlMs: ttl };
    const used = error === null && /^\d{1,15}(\.\d+)?$/.test(String(text)) ? Number(text) : null;
    return { used, ttlMs: ttl, ...(used === null ? { note: "Its value is no number." } : {}) };
  });
}

function toRateLimit(limiter: CompiledLimiter, key: Buffer, reading: Reading): RateLimit {
  const { name, label, limit = null } = limiter.config;
  const { used, ttlMs, note } = reading;
  const isForever = ttlMs === -1 && reading.freeInMs === undefined;
  return {
    keyspace: name,
    label,
    key: key.toString("base64url"),
    subject: limiter.subjectOf(key),
    used,
    limit,
    isBlocked: used !== null && limit !== null && used >= limit,
    resetsInMs: reading.freeInMs === undefined ? (isForever ? null : ttlMs) : reading.freeInMs,
    note: note ?? (isForever ? "It has no expiry, so it stays until somebody resets it." : null),
  };
}
