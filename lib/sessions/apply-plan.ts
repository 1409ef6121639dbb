import { setTimeout as delay } from "node:timers/promises";
import { DomainError } from "#lib/errors.ts";
import type { DeploymentConnections, MasterHandle } from "#lib/redis/deployment-connections.ts";
import { isPassingFailure } from "#lib/redis/passing-failure.ts";
import { type DeletionOutcome, deleteSessions } from "./delete-sessions.ts";
import type { Plan, PlannedSession } from "./revocation-plan.ts";
import { sessionKeyspace } from "./session-keyspace.ts";

/** A failover with Redis' usual thirty seconds until a master counts as down does not end in time; the ledger says so then. */
const WITHIN_MS = 25_000;
const PAUSE_MS = 250;
const WAIT_MS = 500;
const WAIT_TRIES = 2;

interface Confirmation {
  confirmed: number;
  expected: number;
}

export interface Applied {
  outcomes: Map<PlannedSession, DeletionOutcome>;
  replicas: Confirmation;
}

/** What is known so far; complete only when applyPlan returns, true also when it throws. */
export interface Progress {
  readonly outcomes: Map<PlannedSession, DeletionOutcome>;
  /** Their deletion was on its way; without an outcome nobody knows whether it arrived. */
  readonly sent: Set<PlannedSession>;
}

interface Round extends Progress {
  readonly connections: DeploymentConnections;
  readonly sessions: readonly PlannedSession[];
  /** The most replicas that any master of this plan had: a new one may not have all of them yet. */
  mostReplicas: number;
}

/**
 * Deletes until the sessions are gone from the master that is master in the end. A reply that was lost means "unknown":
 * the next round finds out. A master with another run_id may have forgotten what was deleted, so it is told again.
 */
export async function applyPlan(
  connections: DeploymentConnections,
  { sessions, replicas }: Pick<Plan, "sessions" | "replicas">,
  { outcomes, sent }: Progress = { outcomes: new Map(), sent: new Set() },
): Promise<Applied> {
  const deadline = performance.now() + WITHIN_MS;
  const round: Round = {
    connections,
    sessions,
    outcomes,
    sent,
    mostReplicas: Math.max(replicas, connections.config.expectedReplicas ?? 0),
  };
  let last: unknown = new DomainError("TIMEOUT", "The master changed again and again, so nothing could be proven.");
  while (performance.now() < deadline) {
    try {
      const done = await applyOnce(round);
      const master = await connections.master(0, "write");
      if (done.every(({ handle }) => isSameServer(handle, master))) return { outcomes, replicas: weakest(done) };
    } catch (thrown) {
      if (!isPassingFailure(thrown)) throw thrown;
      last = thrown;
    }
    await delay(PAUSE_MS);
  }
  throw last;
}

interface Done {
  handle: MasterHandle;
  replicas: Confirmation;
}

async function applyOnce(round: Round): Promise<Done[]> {
  const { connections, outcomes, sent } = round;
  const done: Done[] = [];
  for (const [name, group] of Map.groupBy(round.sessions, ({ keyspace }) => keyspace)) {
    const keyspace = sessionKeyspace(connections.config, name);
    const tell = (session: PlannedSession, outcome: DeletionOutcome) => record(outcomes, sent, session, outcome);
    // The configuration may have changed since the plan; what is no session any more is not ours.
    for (const session of group) if (!keyspace.owns(session.key)) tell(session, "changed-owner");
    const owned = group.filter(({ key }) => keyspace.owns(key));
    done.push(
      await connections.withExclusiveMaster(keyspace.config.db, async (handle) => {
        await deleteSessions({ handle, keyspace, sent, tell }, owned);
        round.mostReplicas = Math.max(round.mostReplicas, handle.connectedReplicas);
        return { handle, replicas: await waitForAll(handle, round.mostReplicas) };
      }),
    );
  }
  return done;
}

/** What one round deleted, a later one finds gone: the first finding stays, unless there was something to delete. */
function record(
  outcomes: Progress["outcomes"],
  sent: Progress["sent"],
  session: PlannedSession,
  seen: DeletionOutcome,
): void {
  const known = outcomes.get(session);
  // Gone after the reply to its deletion was lost: that deletion arrived.
  const first = seen === "already-gone" && sent.has(session) ? "deleted" : seen;
  if (known === undefined || seen === "deleted") outcomes.set(session, first);
}

/** On the very connection that wrote, so that it covers those writes. */
async function waitForAll(handle: MasterHandle, expected: number): Promise<Confirmation> {
  let confirmed = 0;
  for (let attempt = 0; attempt < WAIT_TRIES && confirmed < expected; attempt++) {
    confirmed = await handle.run("WAIT", (redis) => redis.wait(expected, WAIT_MS));
  }
  return { confirmed: Math.min(confirmed, expected), expected };
}

/** An instance that does not tell its run_id is known by its address; its connections all have other ids. */
function isSameServer(a: MasterHandle, b: MasterHandle): boolean {
  return a.runId === b.runId || (a.runId.startsWith("unknown-") && a.address === b.address);
}

function weakest(done: readonly Done[]): Confirmation {
  const [first, ...others] = done.map(({ replicas }) => replicas);
  if (first === undefined) return { confirmed: 0, expected: 0 };
  return others.reduce((a, b) => (b.expected - b.confirmed > a.expected - a.confirmed ? b : a), first);
}
