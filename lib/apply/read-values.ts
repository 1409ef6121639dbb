import { liveValue } from "#lib/drift/live-value.ts";
import type { RedisHandle } from "#lib/redis/deployment-connections.ts";

/** Directives by name as they are, asked one by one: before 7.0 CONFIG GET takes a single name. */
export async function readValues(handle: RedisHandle, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const replies: unknown[] = await handle.run("CONFIG GET", (redis) =>
    Promise.all(names.map((name) => redis.call("CONFIG", "GET", name))),
  );
  return new Map(
    names.flatMap((name, at) => {
      const reply = replies[at];
      const value = Array.isArray(reply) ? liveValue(name, String(reply[1] ?? "")) : undefined;
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}
