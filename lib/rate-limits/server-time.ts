import type { RedisHandle } from "#lib/redis/deployment-connections.ts";

/** The server's own clock in milliseconds: windows are counted by clocks, and the console's may be another. */
export async function serverTime(handle: RedisHandle): Promise<number> {
  const [seconds = 0, microseconds = 0] = (await handle.run("TIME", (redis) => redis.time())).map(Number);
  return seconds * 1_000 + Math.floor(microseconds / 1_000);
}
