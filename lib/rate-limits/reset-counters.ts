import { setTimeout as delay } from "node:timers/promises";
import { DomainError } from "#lib/errors.ts";
import { confirmWrites } from "#lib/keys/confirm-writes.ts";
import type { DeploymentConnections, MasterHandle } from "#lib/redis/deployment-connections.ts";
import { isStillMaster } from "#lib/redis/is-still-master.ts";
import { isPassingFailure } from "#lib/redis/passing-failure.ts";
import { repliesOf } from "#lib/redis/replies-of.ts";
import type { CompiledLimiter } from "./limit-keyspace.ts";
import { readLimits } from "./read-limits.ts";
import type { ResetLimits } from "./schema.ts";
import { serverTime } from "./server-time.ts";

const PAUSE_MS = 250;
/** A failover that ends in time is waited for; a person is waiting too. */
const WITHIN_MS = 20_000;
const CONFIRM_WITHIN_MS = 5_000;

export interface CounterReset {
  readonly connections: DeploymentConnections;
  readonly limiter: CompiledLimiter;
  readonly counters: readonly Buffer[];
  /** Before the keys go, on the connection that deletes them; what it throws keeps them. */
  before?(keys: readonly Buffer[], writer: MasterHandle): Promise<void>;
}

type CounterOutcome = Omit<ResetLimits, "localBlocks" | "undo">;

interface Sums {
  readonly reset: Set<string>;
  keys: number;
}

/**
 * Deletes counters with everything that belongs to them so that they stay deleted: confirmed by the replicas of a server that is
 * still the master afterwards. Otherwise it begins again on whichever is.
 */
export async function resetCounters(request: CounterReset): Promise<CounterOutcome> {
  const { connections, limiter, counters } = request;
  const { db } = limiter.config;
  const sums: Sums = { reset: new Set(), keys: 0 };
  const deadline = performance.now() + WITHIN_MS;
  let last: unknown;
  for (let restarts = 0; ; restarts += 1) {
    try {
      const pass = await resetOnce(request, sums);
      if (await isStillMaster(connections, db, pass.runId)) {
        const { replicas, countingAgain } = pass;
        const reset = sums.reset.size;
        return { reset, alreadyGone: counters.length - reset, keys: sums.keys, replicas, countingAgain, restarts };
      }
    } catch (thrown) {
      if (!isPassingFailure(thrown)) throw thrown;
      last = thrown;
    }
    if (performance.now() > deadline) throw unknownOutcome(last);
    await delay(PAUSE_MS);
  }
}

interface Pass extends Pick<ResetLimits, "replicas" | "countingAgain"> {
  readonly runId: string;
}

async function resetOnce({ connections, limiter, counters, before }: CounterReset, sums: Sums): Promise<Pass> {
  const { db } = limiter.config;
  return connections.withExclusiveMaster(db, async (writer) => {
    const nowMs = await serverTime(writer);
    const groups = counters.map((counter) => limiter.keysOf(counter, nowMs));
    await before?.(groups.flat(), writer);
    // A counter and its companions go in one command: nobody sees one without the others.
    const replies = await writer.run("UNLINK", async (redis) => {
      const pipeline = redis.pipeline();
      for (const keys of groups) pipeline.unlink(...keys);
      return repliesOf(await pipeline.exec());
    });
    for (const [index, counter] of counters.entries()) {
      const gone = Number(replies[index] ?? 0);
      sums.keys += gone;
      if (gone > 0) sums.reset.add(counter.toString("latin1"));
    }
    const confirmed = await confirmWrites({ connections, db, writer, withinMs: CONFIRM_WITHIN_MS });
    const again = await readLimits(writer, limiter, counters);
    return {
      runId: writer.runId,
      replicas: { confirmed, connected: writer.connectedReplicas },
      countingAgain: again.length,
    };
  });
}

function unknownOutcome(cause: unknown): DomainError {
  return new DomainError(
    "TIMEOUT",
    "No master took the reset up in time, so nobody knows whether the counters are gone.",
    {
      cause,
      advice: "Look at the overview; when there is a master again, look the subject up and reset what is still there.",
    },
  );
}
