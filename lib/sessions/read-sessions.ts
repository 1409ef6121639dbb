import type { RedisHandle } from "#lib/redis/deployment-connections.ts";
import { readRawSessions } from "./read-raw-sessions.ts";
import type { CompiledKeyspace } from "./session-keyspace.ts";
import type { FoundSession } from "./session-row.ts";

/** Reads sessions with what is left of their lives; what is gone is left out. */
export async function readSessions(
  source: RedisHandle,
  keyspace: CompiledKeyspace,
  keys: readonly Buffer[],
): Promise<FoundSession[]> {
  if (keys.length === 0) return [];
  const { values, beside } = await source.run("GETRANGE", (redis) =>
    readRawSessions(redis, keyspace.config, keys, {
      after: (pipeline) => {
        for (const key of keys) pipeline.pttl(key);
      },
    }),
  );
  return keys.flatMap((key, index) => {
    const value = values[index];
    return value === undefined ? [] : [{ keyspace, key, ...value, ttlMs: Number(beside[index] ?? -1) }];
  });
}
