import { setTimeout as delay } from "node:timers/promises";
import { isDomainError } from "#lib/errors.ts";
import type { DeploymentConnections, RedisHandle } from "#lib/redis/deployment-connections.ts";

const WRITE_EVERY_MS = 10;
const LIVES_MS = 120_000;
const ANSWERS_WITHIN_MS = 1_500;

export interface CanaryReport {
  readonly acknowledged: number;
  /** Refused with a clear error: not carried out, and the writer knew. */
  readonly refused: number;
  /** The connection was lost or nobody answered: the writer cannot know. */
  readonly unknown: number;
  /** The longest time between two acknowledged writes. */
  readonly longestGapMs: number;
  /** Acknowledged, and not on the master in the end. */
  readonly lost: number;
}

/** A client as an application has it, on keys of the console's own: it follows the Sentinels, and takes an OK for the truth. */
export function startCanary(connections: DeploymentConnections, name: string) {
  const prefix = `redis-console:drill:${name}:`;
  const acknowledged: number[] = [];
  const counts = { refused: 0, unknown: 0 };
  let longestGapMs = 0;
  let isStopping = false;
  const write = async () => {
    let handle: RedisHandle | undefined;
    let lastAt = performance.now();
    for (let count = 0; !isStopping; count += 1) {
      try {
        handle ??= await masterToWriteTo(connections);
        const key = `${prefix}${count}`;
        await handle.run("SET", (redis) => redis.set(key, String(count), "PX", LIVES_MS), {
          timeoutMs: ANSWERS_WITHIN_MS,
        });
        acknowledged.push(count);
        longestGapMs = Math.max(longestGapMs, performance.now() - lastAt);
        lastAt = performance.now();
      } catch (thrown) {
        if (!isDomainError(thrown)) throw thrown;
        if (thrown.code === "TIMEOUT") counts.unknown += 1;
        else counts.refused += 1;
        handle = undefined;
      }
      await delay(WRITE_EVERY_MS);
    }
  };
  const writing = write();
  return {
    count: () => acknowledged.length,
    async stop(): Promise<CanaryReport> {
      isStopping = true;
      await writing;
      const lost = await countLost(connections, prefix, acknowledged);
      return { acknowledged: acknowledged.length, ...counts, longestGapMs: Math.round(longestGapMs), lost };
    },
  };
}

async function masterToWriteTo(connections: DeploymentConnections): Promise<RedisHandle> {
  const { address } = await connections.master(0, "read");
  // Of its own: behind a write that waits in the pause, nothing else on the connection would be answered.
  return connections.instance(address, 0, "canary");
}

async function countLost(
  connections: DeploymentConnections,
  prefix: string,
  acknowledged: readonly number[],
): Promise<number> {
  const master = await masterToWriteTo(connections);
  let lost = 0;
  for (let from = 0; from < acknowledged.length; from += 100) {
    const some = acknowledged.slice(from, from + 100);
    const values = await master.run("GET", (redis) => Promise.all(some.map((count) => redis.get(`${prefix}${count}`))));
    lost += some.filter((count, index) => values[index] !== String(count)).length;
  }
  return lost;
}
