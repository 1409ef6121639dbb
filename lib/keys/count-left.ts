import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { type KeySelection, startKeyScan } from "./scan-keys.ts";

const KEYS_A_CALL = 1_000;

interface Counting {
  readonly connections: DeploymentConnections;
  readonly db: number;
  readonly selection: KeySelection;
  readonly signal: AbortSignal;
}

/** How many keys fit now, on the master: what was written there since has not yet come to the replicas. null when it was stopped. */
export async function countLeft({ connections, db, selection, signal }: Counting): Promise<number | null> {
  const scan = await startKeyScan(await connections.master(db, "read"), selection);
  let left = 0;
  while (!scan.isDone) {
    if (signal.aborted) return null;
    left += (await scan.next(KEYS_A_CALL)).keys.length;
  }
  return left;
}
