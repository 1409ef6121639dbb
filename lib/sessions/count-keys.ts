import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { readingHandle } from "./scan-sessions.ts";
import type { CompiledKeyspace } from "./session-keyspace.ts";

const KEYS_A_CALL = 1000;

/** Counts a keyspace's keys on a replica where there is one. */
export async function countKeys(
  connections: DeploymentConnections,
  keyspace: CompiledKeyspace,
  isLate: () => boolean,
): Promise<{ count: number; isComplete: boolean }> {
  const source = await readingHandle(connections, keyspace.config.db, "replica");
  let cursor = "0";
  let count = 0;
  do {
    const [next, keys] = await source.run("SCAN", (redis) =>
      redis.scanBuffer(cursor, "MATCH", keyspace.template.glob, "COUNT", KEYS_A_CALL),
    );
    cursor = String(next);
    count += keys.filter((key) => keyspace.owns(key)).length;
    if (cursor !== "0" && isLate()) return { count, isComplete: false };
  } while (cursor !== "0");
  return { count, isComplete: true };
}
