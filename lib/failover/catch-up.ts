import { setTimeout as delay } from "node:timers/promises";
import { DomainError } from "#lib/errors.ts";
import type { DeploymentConnections, RedisHandle } from "#lib/redis/deployment-connections.ts";
import { parseInfo } from "#lib/redis/parse-info.ts";
import { type InstanceSight, lookAtData } from "./take-stock.ts";

const LOOK_EVERY_MS = 15;

interface CatchUp {
  readonly connections: DeploymentConnections;
  /** The paused master, over the connection that paused it. */
  readonly master: RedisHandle;
  readonly replicas: readonly string[];
  readonly withinMs: number;
  readonly signal: AbortSignal;
  onLag?(words: string): void;
}

/**
 * Waits until every replica has all that the master had when it was asked, after the pause. What the master adds from then on
 * are its own pings, no data. Gives the offset that all of them have.
 */
export async function catchUp(work: CatchUp): Promise<number> {
  const { connections, master, replicas, withinMs, signal, onLag } = work;
  const { replication } = parseInfo(await master.run("INFO", (redis) => redis.info("replication")));
  const { offset, historyId } = replication;
  if (replication.role !== "master" || offset === undefined || historyId === undefined) {
    throw new DomainError("CONFLICT", `${master.address} no longer is the master.`, { where: master.address });
  }
  const deadline = performance.now() + withinMs;
  for (;;) {
    const sights = await Promise.all(replicas.map((address) => lookAtData(connections, address)));
    const behind = sights.flatMap((sight) => whyBehind(sight, offset, historyId));
    if (behind.length === 0) return offset;
    onLag?.(behind.join(" "));
    if (signal.aborted) throw new DomainError("CONFLICT", "It was stopped while the replicas caught up.");
    if (performance.now() > deadline) {
      throw new DomainError(
        "CONFLICT",
        `The replicas have not caught up within ${Math.round(withinMs) / 1_000} s. ${behind.join(" ")}`,
        { advice: "Nothing was switched. Look what holds the replica up, then plan anew." },
      );
    }
    await delay(LOOK_EVERY_MS);
  }
}

function whyBehind({ address, seen, silence }: InstanceSight, offset: number, historyId: string): string[] {
  if (seen === undefined) return [`${address} does not answer: ${silence}`];
  const { replication } = seen;
  if (replication.isLinkUp !== true) return [`${address} has lost its link to the master.`];
  if (replication.historyId !== historyId) return [`${address} follows another history than the master's.`];
  const missing = offset - (replication.offset ?? 0);
  return missing > 0 ? [`${address} lacks ${missing} bytes.`] : [];
}
