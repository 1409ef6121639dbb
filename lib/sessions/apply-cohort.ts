import { DomainError } from "#lib/errors.ts";
import { confirmWrites } from "#lib/keys/confirm-writes.ts";
import { rideThrough } from "#lib/keys/ride-through.ts";
import type { DeploymentConnections, MasterHandle, RedisHandle } from "#lib/redis/deployment-connections.ts";
import type { RawSession } from "#lib/sessions/codecs/decode-session.ts";
import { decodeSession } from "#lib/sessions/codecs/decode-session.ts";
import type { CompiledCohort } from "./cohort.ts";
import { type DeletionOutcome, deleteSessions } from "./delete-sessions.ts";
import type { PlannedSession } from "./revocation-plan.ts";
import { scanSessions } from "./scan-sessions.ts";
import { sessionFacts } from "./session-facts.ts";
import type { CompiledKeyspace } from "./session-keyspace.ts";
import type { FoundSession } from "./session-row.ts";

const AT_ONCE = 250;
/** Whoever cancels meanwhile waits for the end of it. */
const WAIT_MS = 250;
/** A replica that is cut off may come back for so long; after that the report says that it did not confirm. */
const ALL_CONFIRM_WITHIN_MS = 60_000;
/** Replicas are waited for after so many batches, so that they never fall far behind. */
const BATCHES_BETWEEN_WAITS = 8;

export interface CohortWork {
  readonly connections: DeploymentConnections;
  readonly keyspaces: readonly CompiledKeyspace[];
  readonly cohort: CompiledCohort;
  readonly signal: AbortSignal;
  /** More than so many found: something else than what was planned, so nothing more is revoked. */
  readonly most: number;
  /** Before the deletion: what is about to go is known even if the console dies in the middle. */
  plan(sessions: readonly PlannedSession[]): Promise<void>;
  record(outcomes: ReadonlyMap<PlannedSession, DeletionOutcome>): Promise<void>;
  report(progress: { fraction: number; found: number; deleted: number }): void;
}

export interface CohortPass {
  found: number;
  deleted: number;
  restarts: number;
  replicas: { confirmed: number; connected: number };
}

/**
 * Revokes everything that fits, so that it stays revoked: a whole pass must end on the server it began on, confirmed by its
 * replicas, and that server must still be the master afterwards. Candidates are looked for where `from` says, on a replica
 * for the master's sake; each goes only if its value, read on the master under WATCH, still fits.
 */
export async function applyCohort(work: CohortWork, from: "replica" | "master"): Promise<CohortPass> {
  const sum = { found: 0, deleted: 0, mostReplicas: 0, replicas: { confirmed: 0, connected: 0 } };
  const { connections, signal } = work;
  const { restarts } = await rideThrough({
    connections,
    signal,
    // After a failover a replica may still show what its old master had.
    pass: (nth, worked) => passOnce({ ...work, worked }, sum, nth === 0 ? from : "master"),
    writersOf: (writers: MasterHandle[]) => writers,
    done: () => sum.deleted,
    gaveUp: (cause) => gaveUp(cause, sum.deleted),
  });
  const { found, deleted, replicas } = sum;
  return { found, deleted, replicas, restarts };
}

/** What a pass has to do, and whom it tells that it does. */
interface PassWork extends CohortWork {
  worked(): void;
}

interface Sum extends Omit<CohortPass, "restarts"> {
  /** That any master had online. */
  mostReplicas: number;
}

async function passOnce(work: PassWork, sum: Sum, from: "replica" | "master"): Promise<MasterHandle[]> {
  const writers: MasterHandle[] = [];
  sum.found = 0;
  for (const [index, keyspace] of work.keyspaces.entries()) {
    if (work.signal.aborted) break;
    const share = (fraction: number) => (index + fraction) / work.keyspaces.length;
    await work.connections.withExclusiveMaster(keyspace.config.db, async (writer) => {
      writers.push(writer);
      sum.mostReplicas = Math.max(sum.mostReplicas, writer.connectedReplicas);
      await passKeyspace(work, { keyspace, writer, from, share }, sum);
      const { db } = keyspace.config;
      const expected = sum.mostReplicas;
      const confirmed = await confirmWrites({ ...work, db, writer, expected, withinMs: ALL_CONFIRM_WITHIN_MS });
      const connected = Math.max(expected, confirmed);
      sum.replicas = weaker(sum.replicas, { confirmed, connected }, writers.length === 1);
    });
  }
  return writers;
}

interface Place {
  readonly keyspace: CompiledKeyspace;
  readonly writer: MasterHandle;
  readonly from: "replica" | "master";
  readonly share: (fraction: number) => number;
}

async function passKeyspace(work: PassWork, { keyspace, writer, from, share }: Place, sum: Sum): Promise<void> {
  const { connections, signal, cohort } = work;
  const fits = ({ raw }: { raw: RawSession }) => cohort.judge(keyspace, raw) === "fits";
  const foundBefore = sum.found;
  let beginning = 0;
  let batches = 0;
  for await (const batch of scanSessions({ connections, keyspace, signal, from, fits })) {
    if (signal.aborted) return;
    if (from === "master") assertSameServer(writer, batch.source.handle);
    // What a scan that had to begin again finds once more is not more.
    if (batch.beginning > beginning) sum.found = foundBefore;
    beginning = batch.beginning;
    sum.found += batch.found.length;
    if (sum.found > work.most) throw tooMany(work.most, sum.deleted);
    for (let start = 0; start < batch.found.length; start += AT_ONCE) {
      const sessions = batch.found.slice(start, start + AT_ONCE).map(toPlanned);
      sum.deleted += await revoke(work, writer, keyspace, sessions);
      batches += 1;
      if (batches % BATCHES_BETWEEN_WAITS === 0) await wait(writer);
    }
    work.worked();
    work.report({ fraction: share(batch.fraction), found: sum.found, deleted: sum.deleted });
  }
}

async function revoke(
  { cohort, plan, record }: CohortWork,
  handle: MasterHandle,
  keyspace: CompiledKeyspace,
  sessions: readonly PlannedSession[],
): Promise<number> {
  const outcomes = new Map<PlannedSession, DeletionOutcome>();
  const sent = new Set<PlannedSession>();
  const judge = (_: PlannedSession, raw: RawSession | undefined): DeletionOutcome =>
    raw === undefined ? "already-gone" : cohort.judge(keyspace, raw) === "fits" ? "deleted" : "changed-owner";
  await plan(sessions);
  try {
    await deleteSessions(
      { handle, keyspace, sent, judge, tell: (one, outcome) => outcomes.set(one, outcome) },
      sessions,
    );
  } finally {
    await record(outcomes);
  }
  return [...outcomes.values()].filter((outcome) => outcome === "deleted").length;
}

function toPlanned({ keyspace, key, raw }: FoundSession): PlannedSession {
  const { userId = null } = sessionFacts(keyspace.config, decodeSession(keyspace.config, raw));
  return { keyspace: keyspace.config.name, key, userId, digest: null };
}

/** Another server than the one that is written to may have forgotten, or not yet heard, what is to be found there. */
function assertSameServer(writer: MasterHandle, { address, runId }: RedisHandle): void {
  if (address === writer.address && (runId === writer.runId || runId.startsWith("unknown-"))) return;
  throw new DomainError("REDIS_UNREACHABLE", "The master changed while the work went on.", {
    where: writer.address,
    advice: "It begins again on the new one by itself.",
  });
}

function wait(writer: MasterHandle): Promise<number> {
  return writer.run("WAIT", (redis) => redis.wait(writer.connectedReplicas, WAIT_MS));
}

function weaker(known: CohortPass["replicas"], seen: CohortPass["replicas"], isFirst: boolean): CohortPass["replicas"] {
  return isFirst || seen.connected - seen.confirmed > known.connected - known.confirmed ? seen : known;
}

function tooMany(most: number, deleted: number): DomainError {
  return new DomainError(
    "CONFLICT",
    `More than ${most} sessions fit, which is more than the plan allows for; ${deleted} had been revoked when it stopped.`,
    { advice: "Look what creates so many new sessions, then make a new plan." },
  );
}

function gaveUp(cause: unknown, deleted: number): DomainError {
  return new DomainError(
    "TIMEOUT",
    `No master took the work up again within a minute; ${deleted} sessions had been revoked by then, and some may be back after a failover.`,
    { cause, advice: "Look at the overview. When there is a master again, make the plan anew: it finds what is left." },
  );
}
