import { DomainError } from "#lib/errors.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { type PassRequest, removeOnce } from "./remove-once.ts";
import { rideThrough } from "./ride-through.ts";
import type { KeySelection } from "./scan-keys.ts";
import type { Felt } from "./server-pace.ts";

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
  /** Of those that were there, before a failover too, how many replicas have confirmed everything. */
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
  const replicas = { most: 0 };
  const { connections, db, signal } = removal;
  const { pass, restarts, isStopped } = await rideThrough({
    connections,
    signal,
    pass(_, worked) {
      const report = (progress: RemovalProgress) => {
        worked();
        removal.report(progress);
      };
      return removeOnce({ ...removal, report, sums, replicas });
    },
    writersOf: ({ runId }) => [{ db, runId }],
    done: () => sums.deleted,
    gaveUp: (cause) => gaveUp(cause, sums.deleted),
  });
  const durationMs = Math.round(performance.now() - startedAt);
  return { ...sums, ...pass, restarts, isStopped, durationMs };
}

function gaveUp(cause: unknown, deleted: number): DomainError {
  return new DomainError(
    "TIMEOUT",
    `No master took the work up again within a minute; ${deleted} keys had been deleted by then, and some may be back after a failover.`,
    { cause, advice: "Look at the overview. When there is a master again, start anew: it deletes what is left." },
  );
}
