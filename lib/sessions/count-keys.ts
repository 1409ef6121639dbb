import { setTimeout as delay } from "node:timers/promises";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { isPassingFailure } from "#lib/redis/passing-failure.ts";
import { readingSource } from "#lib/redis/reading-source.ts";
import type { CompiledKeyspace } from "./session-keyspace.ts";

const KEYS_A_CALL = 1000;
const PAUSE_MS = 250;
const MOST_FAILURES = 10;

interface Counted {
  count: number;
  isComplete: boolean;
}

/** Counts a keyspace's keys on a replica where there is one; from the beginning when that one is lost. */
export async function countKeys(
  connections: DeploymentConnections,
  keyspace: CompiledKeyspace,
  isLate: () => boolean,
): Promise<Counted> {
  for (let failures = 0; ; failures++) {
    try {
      return await countOnce(connections, keyspace, isLate);
    } catch (thrown) {
      if (!isPassingFailure(thrown) || failures >= MOST_FAILURES || isLate()) throw thrown;
      await delay(PAUSE_MS);
    }
  }
}

async function countOnce(
  connections: DeploymentConnections,
  keyspace: CompiledKeyspace,
  isLate: () => boolean,
): Promise<Counted> {
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
