import { setTimeout as delay } from "node:timers/promises";
import { isDomainError } from "#lib/errors.ts";
import type { DeploymentConnections, MasterHandle } from "#lib/redis/deployment-connections.ts";
import { type DeletionOutcome, deleteSessions } from "./delete-sessions.ts";
import type { PlannedSession } from "./revocation-plan.ts";
import { sessionKeyspace } from "./session-keyspace.ts";

const MOST_ROUNDS = 20;
const PAUSE_MS = 250;
const WAIT_MS = 500;
const WAIT_TRIES = 2;

export interface Applied {
  outcomes: Map<PlannedSession, DeletionOutcome>;
  replicas: { confirmed: number; expected: number };
  /** The master that the sessions are gone from. */
  runId: string;
}

/**
 * Deletes until the sessions are gone from the master that is master in the end. A reply that was lost means "unknown":
 * the next round finds out. A master with another run_id may have forgotten what was deleted, so it is told again.
 */
export async function applyPlan(
  connections: DeploymentConnections,
  sessions: readonly PlannedSession[],
): Promise<Applied> {
  const outcomes = new Map<PlannedSession, DeletionOutcome>();
  const sent = new Set<PlannedSession>();
  for (let round = 0; ; round++) {
    try {
      const applied = await applyOnce(connections, sessions, outcomes, sent);
      const master = await connections.master(0, "write");
      if (master.runId === applied.runId) return { ...applied, outcomes };
    } catch (thrown) {
      if (!isPassing(thrown) || round >= MOST_ROUNDS) throw thrown;
      await delay(PAUSE_MS);
    }
  }
}

async function applyOnce(
  connections: DeploymentConnections,
  sessions: readonly PlannedSession[],
  outcomes: Map<PlannedSession, DeletionOutcome>,
  sent: Set<PlannedSession>,
): Promise<Omit<Applied, "outcomes">> {
  const byKeyspace = Map.groupBy(sessions, ({ keyspace }) => keyspace);
  let result: Omit<Applied, "outcomes"> | undefined;
  for (const [name, group] of byKeyspace) {
    const keyspace = sessionKeyspace(connections.config, name);
    const owned = group.filter(({ key }) => keyspace.owns(key));
    const done = await connections.withExclusiveMaster(keyspace.config.db, async (handle) => {
      const seen = await deleteSessions(handle, keyspace, owned, sent);
      for (const [index, session] of owned.entries()) record(outcomes, session, seen[index], sent);
      return { replicas: await waitForAll(handle), runId: handle.runId };
    });
    result = weaker(result, done);
  }
  return result ?? { replicas: { confirmed: 0, expected: 0 }, runId: "" };
}

/** What one round deleted, a later one finds gone: the first finding stays. */
function record(
  outcomes: Map<PlannedSession, DeletionOutcome>,
  session: PlannedSession,
  seen: DeletionOutcome | undefined,
  sent: ReadonlySet<PlannedSession>,
): void {
  const known = outcomes.get(session);
  if (seen === undefined || known === "deleted") return;
  // Gone after the reply to its deletion was lost: that deletion arrived.
  outcomes.set(
    session,
    seen === "already-gone" && known === undefined && sent.has(session) ? "deleted" : (known ?? seen),
  );
  if (seen === "deleted") outcomes.set(session, "deleted");
}

/** On the very connection that wrote, so that it covers those writes. */
async function waitForAll(handle: MasterHandle): Promise<{ confirmed: number; expected: number }> {
  const expected = handle.connectedReplicas;
  let confirmed = 0;
  for (let attempt = 0; attempt < WAIT_TRIES && confirmed < expected; attempt++) {
    confirmed = await handle.run("WAIT", (redis) => redis.wait(expected, WAIT_MS));
  }
  return { confirmed, expected };
}

function weaker(a: Omit<Applied, "outcomes"> | undefined, b: Omit<Applied, "outcomes">): Omit<Applied, "outcomes"> {
  if (a === undefined) return b;
  return {
    runId: a.runId === b.runId ? b.runId : "",
    replicas: a.replicas.confirmed < b.replicas.confirmed ? a.replicas : b.replicas,
  };
}

function isPassing(thrown: unknown): boolean {
  if (!isDomainError(thrown)) return false;
  return thrown.code === "TIMEOUT" || thrown.code === "REDIS_UNREACHABLE" || isStaleMaster(thrown.message);
}

/** What passes with a failover or a start; other replies do not. */
function isStaleMaster(message: string): boolean {
  return /\((READONLY|LOADING|MASTERDOWN|TRYAGAIN)\)/.test(message);
}
