import type { RedisHandle } from "#lib/redis/deployment-connections.ts";
import type { HashedKey } from "./hash-subject.ts";
import type { CompiledLimiter } from "./limit-keyspace.ts";
import { readLimits } from "./read-limits.ts";
import type { RateLimit } from "./schema.ts";
import { serverTime } from "./server-time.ts";

/** Counters whose keys were worked out: they are named by what was asked, not by their hash. */
export async function readHashed(
  handle: RedisHandle,
  limiter: CompiledLimiter,
  keys: readonly HashedKey[],
): Promise<RateLimit[]> {
  const read = await readLimits(
    handle,
    limiter,
    keys.map(({ key }) => key),
  );
  const nowMs = await serverTime(handle);
  return read.map((limit) => {
    const made = keys.find(({ key }) => key.toString("base64url") === limit.key);
    const resetsInMs = made?.resetsAtMs === undefined ? limit.resetsInMs : Math.max(0, made.resetsAtMs - nowMs);
    const blockedForMs = limit.isBlocked && made?.resetsAtMs !== undefined ? resetsInMs : limit.blockedForMs;
    return { ...limit, subject: made?.subject ?? limit.subject, resetsInMs, blockedForMs };
  });
}
