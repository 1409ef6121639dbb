import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { readingSource } from "./reading-source.ts";
import type { CompiledKeyspace } from "./session-keyspace.ts";

const KEYS_A_CALL = 1000;

/** Counts a keyspace's keys on a replica where there is one. */
export async function countKeys(
  connections: DeploymentConnections,
  keyspace: CompiledKeyspace,
  isLate: () => boolean,
): Promise<{ count: number; isComplete: boolean }> {
  const { handle } = await readingSource(connections, keyspace.config.db, "replica");
  let cursor = "0";
  let count = 0;
  do {
    const [next, keys] = await handle.run("SCAN", (redis) =>
      redis.scanBuffer(cursor, "MATCH", keyspace.template.glob, "COUNT", KEYS_A_CALL),
    );
    cursor = String(next);
    count += keys.filter((key) => keyspace.owns(key)).length;
    if (cursor !== "0" && isLate()) return { count, isComplete: false };
  } while (cursor !== "0");
  return { count, isComplete: true };
}
