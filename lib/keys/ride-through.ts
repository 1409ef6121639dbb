import { setTimeout as delay } from "node:timers/promises";
import { isDomainError } from "#lib/errors.ts";
import type { DeploymentConnections, MasterHandle } from "#lib/redis/deployment-connections.ts";
import { isStillMaster } from "#lib/redis/is-still-master.ts";
import { isPassingFailure } from "#lib/redis/passing-failure.ts";

const PAUSE_MS = 250;
/** The end of a failover or of a partition is waited for this long while nothing works. */
const WITHOUT_WORK_MS = 60_000;
/** So many passes in a row may begin, add nothing to what is done, and fail: something fails every time. */
const MOST_FRUITLESS = 20;
/** A master that was just promoted has to wait for its replicas; where they stay away, it will say so for longer. */
const WITHOUT_REPLICAS_MS = 30_000;

export interface Ride<Pass> {
  readonly connections: DeploymentConnections;
  readonly signal: AbortSignal;
  /** Everything once, after so many beginnings before; calls `worked` whenever a server has done something. */
  pass(restarts: number, worked: () => void): Promise<Pass>;
  /** On which servers a pass has written. */
  writersOf(pass: Pass): readonly Pick<MasterHandle, "db" | "runId">[];
  /** How much is done, all passes together. */
  done(): number;
  gaveUp(cause: unknown): unknown;
}

interface Ridden<Pass> {
  readonly pass: Pass;
  readonly restarts: number;
  /** The last pass was told to end early, so nothing is proven of it. */
  readonly isStopped: boolean;
}

/**
 * Repeats a pass until one has ended on the servers it began on and those are masters still: what a failover, a restart or a
 * partition does to it is a reason to begin again, any other refusal is not.
 */
export async function rideThrough<Pass>(ride: Ride<Pass>): Promise<Ridden<Pass>> {
  const { connections, signal } = ride;
  const patience = createPatience(ride);
  for (let restarts = 0; ; restarts += 1) {
    try {
      const pass = await ride.pass(restarts, patience.worked);
      const isStopped = signal.aborted;
      if (isStopped || (await areStillMasters(connections, ride.writersOf(pass)))) return { pass, restarts, isStopped };
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      patience.bear(thrown);
    }
    await delay(PAUSE_MS);
  }
}

/** Throws what need not be borne, or no longer. */
function createPatience<Pass>({ connections, done, gaveUp }: Ride<Pass>) {
  let failingSince: number | undefined;
  let refusedSince: number | undefined;
  let hasWorked = false;
  let doneBefore = done();
  let fruitless = 0;
  return {
    worked() {
      failingSince = undefined;
      hasWorked = true;
    },
    bear(thrown: unknown) {
      const now = performance.now();
      const isForReplicas = connections.config.kind === "sentinel" && isForLackOfReplicas(thrown);
      if (!isForReplicas && !isPassingFailure(thrown)) throw thrown;
      failingSince ??= now;
      if (done() > doneBefore) {
        fruitless = 0;
        refusedSince = undefined;
      } else if (hasWorked && !isForReplicas) fruitless += 1;
      doneBefore = done();
      hasWorked = false;
      if (isForReplicas) {
        // Looking for what to write goes well all the while.
        refusedSince ??= now;
        if (now - refusedSince > WITHOUT_REPLICAS_MS) throw thrown;
      } else if (now - failingSince > WITHOUT_WORK_MS || fruitless > MOST_FRUITLESS) throw gaveUp(thrown);
    },
  };
}

async function areStillMasters(
  connections: DeploymentConnections,
  writers: readonly Pick<MasterHandle, "db" | "runId">[],
): Promise<boolean> {
  for (const { db, runId } of writers) if (!(await isStillMaster(connections, db, runId))) return false;
  return true;
}

function isForLackOfReplicas(thrown: unknown): boolean {
  return isDomainError(thrown) && thrown.message.includes("(NOREPLICAS)");
}
