import type { RedisHandle } from "#lib/redis/deployment-connections.ts";
import { repliesOf } from "#lib/redis/replies-of.ts";
import type { CacheKey } from "./schema.ts";
import { showKey } from "./show-bytes.ts";

/** Elements looked at in a large value: an estimate at a bounded cost. */
const MEMORY_SAMPLES = 5;

/** A longer name is no address of anything; it is counted and flushed, but not listed. */
const LONGEST_KEY = 32_768;

const SIZE_OF: Record<string, string> = {
  string: "STRLEN",
  list: "LLEN",
  set: "SCARD",
  zset: "ZCARD",
  hash: "HLEN",
  stream: "XLEN",
};

/** Type, size, memory and time to live of keys; those that have gone meanwhile are left out. */
export async function describeKeys(handle: RedisHandle, all: readonly Buffer[]): Promise<CacheKey[]> {
  const keys = all.filter(({ length }) => length <= LONGEST_KEY);
  if (keys.length === 0) return [];
  const facts = await handle.run("TYPE", async (redis) => {
    const pipeline = redis.pipeline();
    for (const key of keys) pipeline.type(key).pttl(key).memory("USAGE", key, "SAMPLES", MEMORY_SAMPLES);
    return repliesOf(await pipeline.exec());
  });
  const types = keys.map((_, index) => String(facts[index * 3]));
  const sizes = await readSizes(handle, keys, types);
  return keys.flatMap((key, index) => {
    const [ttl, memory] = [facts[index * 3 + 1], facts[index * 3 + 2]];
    if (types[index] === "none" || ttl === -2) return [];
    return [
      {
        key: key.toString("base64url"),
        text: showKey(key),
        type: types[index] ?? "unknown",
        size: sizes[index] ?? null,
        memoryBytes: typeof memory === "number" ? memory : null,
        ttlMs: typeof ttl === "number" && ttl >= 0 ? ttl : null,
      },
    ];
  });
}

async function readSizes(
  handle: RedisHandle,
  keys: readonly Buffer[],
  types: readonly string[],
): Promise<(number | undefined)[]> {
  const asked = keys.flatMap((key, index) => {
    const command = SIZE_OF[types[index] ?? ""];
    return command === undefined ? [] : [{ key, command, index }];
  });
  const results = await handle.run("STRLEN", async (redis) => {
    const pipeline = redis.pipeline();
    for (const { key, command } of asked) pipeline.call(command, key);
    return pipeline.exec();
  });
  const sizes: (number | undefined)[] = [];
  for (const [nth, { index }] of asked.entries()) {
    // A key may have become another type in between: then its size is not known.
    const reply = results?.[nth]?.[1];
    sizes[index] = typeof reply === "number" ? reply : undefined;
  }
  return sizes;
}
