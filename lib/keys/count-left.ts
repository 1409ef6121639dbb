import { isDomainError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { rideThrough } from "./ride-through.ts";
import { type KeySelection, startKeyScan } from "./scan-keys.ts";

const KEYS_A_CALL = 1_000;

interface Counting {
  readonly connections: DeploymentConnections;
  readonly db: number;
  readonly selection: KeySelection;
  readonly signal: AbortSignal;
}

/**
 * How many keys fit now, on the master: what was written there since has not yet come to the replicas. null when it was stopped,
 * or nobody could look: what was deleted before is deleted all the same.
 */
export async function countLeft(counting: Counting): Promise<number | null> {
  const { connections, signal } = counting;
  try {
    const { pass, isStopped } = await rideThrough({
      connections,
      signal,
      pass: (_, worked) => countOnce(counting, worked),
      writersOf: () => [],
      done: () => 0,
      gaveUp: (cause) => cause,
    });
    return isStopped ? null : pass;
  } catch (thrown) {
    if (!isDomainError(thrown)) throw thrown;
    log.warn("nobody could look whether keys are left", { deployment: connections.name, thrown });
    return null;
  }
}

async function countOnce({ connections, db, selection, signal }: Counting, worked: () => void): Promise<number> {
  const scan = await startKeyScan(await connections.master(db, "read"), selection);
  let left = 0;
  while (!scan.isDone && !signal.aborted) {
    left += (await scan.next(KEYS_A_CALL)).keys.length;
    worked();
  }
  return left;
}
