import type { RedisHandle } from "#lib/redis/deployment-connections.ts";
import { repliesOf } from "#lib/redis/replies-of.ts";
import type { KeptValue } from "./pack-values.ts";
import { LARGEST_VALUE } from "./undo-limits.ts";

const TIMEOUT_MS = 5_000;
/** Elements looked at in a large value: an estimate at a bounded cost. */
const MEMORY_SAMPLES = 5;

/** Keys with their values; a sentence saying why not, before anything large is asked for. */
export async function readValues(
  handle: RedisHandle,
  keys: readonly Buffer[],
  mostBytes: number,
): Promise<KeptValue[] | string> {
  const sizes = await handle.run("MEMORY USAGE", async (redis) => {
    const pipeline = redis.pipeline();
    for (const key of keys) pipeline.memory("USAGE", key, "SAMPLES", MEMORY_SAMPLES);
    return repliesOf(await pipeline.exec()).map((size) => (typeof size === "number" ? size : 0));
  });
  if (sizes.some((size) => size > LARGEST_VALUE)) return "one of the values is larger than 1 MiB";
  if (sizes.reduce((sum, size) => sum + size, 0) > mostBytes) return "there is more than what is kept";
  const replies = await handle.run(
    "DUMP",
    async (redis) => {
      const pipeline = redis.pipeline();
      for (const key of keys) pipeline.callBuffer("DUMP", key).call("PEXPIRETIME", key);
      return repliesOf(await pipeline.exec());
    },
    { timeoutMs: TIMEOUT_MS },
  );
  return keys.flatMap((key, index) => {
    const [payload, expires] = [replies[index * 2], replies[index * 2 + 1]];
    // Gone meanwhile, so there is nothing to bring back.
    if (!Buffer.isBuffer(payload)) return [];
    const expiresAt = typeof expires === "number" && expires > 0 ? expires : undefined;
    return [{ key, payload, expiresAt }];
  });
}
