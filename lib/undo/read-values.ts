import { weighKeys } from "#lib/keys/weigh-keys.ts";
import type { RedisHandle } from "#lib/redis/deployment-connections.ts";
import { repliesOf } from "#lib/redis/replies-of.ts";
import type { KeptValue } from "./pack-values.ts";
import { LARGEST_KEPT_VALUE } from "./schema.ts";

const TIMEOUT_MS = 5_000;

/** Keys with their values; a sentence saying why not, before anything large is asked for. */
export async function readValues(
  handle: RedisHandle,
  keys: readonly Buffer[],
  mostBytes: number,
): Promise<KeptValue[] | string> {
  const weights = await weighKeys(handle, keys, { each: LARGEST_KEPT_VALUE, together: mostBytes });
  if (weights.some(({ bytes }) => bytes > LARGEST_KEPT_VALUE)) return "one of the values is larger than 1 MiB";
  if (weights.reduce((sum, { bytes }) => sum + bytes, 0) > mostBytes) return "there is more than what is kept";
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
