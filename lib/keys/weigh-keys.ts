import type { RedisHandle } from "#lib/redis/deployment-connections.ts";
import { repliesOf } from "#lib/redis/replies-of.ts";

/** Elements looked at in a large value: an estimate at a bounded cost. */
const FEW = 5;
const ALL = 0;

interface Weight {
  readonly bytes: number;
  /** false where the value was not looked at closely: it is too large, or those before it are all that may be read. */
  readonly isExact: boolean;
}

interface Bounds {
  readonly each: number;
  readonly together: number;
}

/**
 * What keys take in memory. An estimate from a few elements misses the one that is huge, so what may be small is measured
 * whole: the estimate says how many elements there can be, and so bounds what that costs.
 */
export async function weighKeys(
  handle: RedisHandle,
  keys: readonly Buffer[],
  { each, together }: Bounds,
): Promise<Weight[]> {
  const estimates = await usage(handle, keys, FEW);
  const isClose: boolean[] = [];
  let sum = 0;
  for (const bytes of estimates) {
    const isSmall = bytes <= each && sum + bytes <= together;
    isClose.push(isSmall);
    if (isSmall) sum += bytes;
  }
  const close = keys.filter((_, index) => isClose[index]);
  const exact = (await usage(handle, close, ALL)).values();
  return estimates.map((bytes, index) =>
    isClose[index] ? { bytes: exact.next().value ?? bytes, isExact: true } : { bytes, isExact: false },
  );
}

/** 0 for a key that is gone. */
async function usage(handle: RedisHandle, keys: readonly Buffer[], samples: number): Promise<number[]> {
  if (keys.length === 0) return [];
  return handle.run("MEMORY USAGE", async (redis) => {
    const pipeline = redis.pipeline();
    for (const key of keys) pipeline.memory("USAGE", key, "SAMPLES", samples);
    return repliesOf(await pipeline.exec()).map((size) => (typeof size === "number" ? size : 0));
  });
}
