import type { RedisHandle } from "#lib/redis/deployment-connections.ts";
import { queueReads, readsPerKey, takeReads } from "./read-raw-sessions.ts";
import type { CompiledKeyspace } from "./session-keyspace.ts";
import type { FoundSession } from "./session-row.ts";

/** Reads sessions with what is left of their lives; what is gone is left out. */
export async function readSessions(
  source: RedisHandle,
  keyspace: CompiledKeyspace,
  keys: readonly Buffer[],
): Promise<FoundSession[]> {
  if (keys.length === 0) return [];
  const replies = await source.run("GETRANGE", (redis) => {
    const pipeline = redis.pipeline();
    queueReads(pipeline, keyspace.config, keys);
    for (const key of keys) pipeline.pttl(key);
    return pipeline.exec();
  });
  const raws = takeReads(keyspace.config, replies, keys.length);
  const firstTtl = keys.length * readsPerKey(keyspace.config);
  return keys.flatMap((key, index) => {
    const raw = raws[index];
    const ttlMs = Number(replies?.[firstTtl + index]?.[1] ?? -1);
    return raw === undefined ? [] : [{ keyspace, key, raw, ttlMs }];
  });
}
