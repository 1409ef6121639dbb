import { setTimeout as delay } from "node:timers/promises";
import { DomainError } from "#lib/errors.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { isStillMaster } from "#lib/redis/is-still-master.ts";
import { isPassingFailure } from "#lib/redis/passing-failure.ts";
import { type PassRequest, removeOnce } from "./remove-once.ts";
import type { KeySelection } from "./scan-keys.ts";
import type { Felt } from "./server-pace.ts";

const PAUSE_MS = 250;
/** The end of a failover or of a partition is waited for this long without progress. */
const WITHOUT_PROGRESS_MS = 60_000;

export interface Removal {
  readonly connections: DeploymentConnections;
  readonly db: number;
  readonly selection: KeySelection;
  readonly signal: AbortSignal;
  /** More than so many found: something else than what was planned, so nothing more is deleted. */
  readonly most: number;
  /** Before each batch goes; what it throws ends the removal. */
  beforeBatch?(keys: readonly Buffer[], where: PassRequest["writer"]): Promise<void>;
  report(progress: RemovalProgress): void;
}

export interface RemovalProgress {
  readonly fraction: number;
  readonly found: number;
  readonly deleted: number;
}

export interface RemovalReport {
  readonly deleted: number;
  /** Found by SCAN, and gone before they could be deleted; SCAN may also find a key twice while others go. */
  readonly alreadyGone: number;
  /** How often it had to begin again on another server, because of a failover or a restart. */
  readonly restarts: number;
  /** Of those that were there, how many replicas have confirmed everything. */
  readonly replicas: { readonly confirmed: number; readonly connected: number };
  readonly master: string;
  readonly felt: Felt;
  readonly durationMs: number;
  /** True when it was told to stop before the end. */
  readonly isStopped: boolean;
}

/**
 * Deletes every key of a selection so that it stays deleted: a whole pass must end on the server it began on, confirmed by its
 * replicas, and that server must still be the master afterwards. Otherwise it begins again on whichever is.
 */
export async function removeKeys(removal: Removal): Promise<RemovalReport> {
  const startedAt = performance.now();
  const sums = { deleted: 0, alreadyGone: 0 };
  let restarts = 0;
  let quietSince = performance.now();
  for (;;) {
    const before = sums.deleted;
    try {
      const pass = await removeOnce({ ...removal, sums });
      const isStopped = removal.signal.aborted;
      if (isStopped || (await isStillMaster(removal.connections, removal.db, pass.runId))) {
        return { ...sums, ...pass, restarts, isStopped, durationMs: Math.round(performance.now() - startedAt) };
      }
    } catch (thrown) {
      if (!isPassingFailure(thrown) || removal.signal.aborted) throw thrown;
      if (sums.deleted > before) quietSince = performance.now();
      if (performance.now() - quietSince > WITHOUT_PROGRESS_MS) throw gaveUp(thrown, sums.deleted);
    }
    restarts += 1;
    await delay(PAUSE_MS);
  }
}

function gaveUp(cause: unknown, deleted: number): DomainError {
  return new DomainError(
    "TIMEOUT",
    `No master took the work up again within a minute; ${deleted} keys had been deleted by then, and some may be back after a failover.`,
    { cause, advice: "Look at the overview. When there is a master again, start anew: it deletes what is left." },
  );
}
