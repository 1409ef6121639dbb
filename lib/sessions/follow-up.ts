import { setTimeout as delay } from "node:timers/promises";
import { log } from "#lib/log.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { isPassingFailure } from "#lib/redis/passing-failure.ts";
import type { Services } from "#lib/services.ts";
import type { RevocationRow } from "#lib/store/tables.ts";
import { applyPlan } from "./apply-plan.ts";
import { findUserSessions } from "./find-user-sessions.ts";
import type { Plan, PlannedSession } from "./revocation-plan.ts";
import { sessionKeyspace, sessionKeyspaces } from "./session-keyspace.ts";

/** About four minutes in all: most partitions are over by then. */
const UNPROVEN_PAUSES_MS = [2_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000];
/** Beyond that it is enough to know that there are more. */
const MOST_COUNTED = 500;

/** What a re-check needs to know of a revocation. */
export type Followed = Pick<Plan, "sessions" | "userIds" | "replicas">;

/**
 * Proves by the user's own path that nothing is left, and looks again after the times that the keyspaces name. Answers
 * how many sessions are left, or null when that takes longer than the caller waits; the ledger learns it all the same.
 */
export async function followUp(
  services: Services,
  connections: DeploymentConnections,
  row: RevocationRow,
  plan: Followed,
  withinMs: number,
): Promise<number | null> {
  // What all replicas have confirmed, a replica shows as truly as the master.
  const isEverywhere = row.replicas_total > 0 && row.replicas_confirmed >= row.replicas_total;
  const proof = proveAndRecord(services, connections, row.id, plan, isEverywhere ? "replica" : "master");
  const rechecks = runRechecks(services, connections, row, plan, proof);
  rechecks.catch((thrown: unknown) =>
    log.error("re-check of a revocation ended early", { revocation: row.id, thrown }),
  );
  const tooLate = new AbortController();
  try {
    return await Promise.race([proof, delay(withinMs, null, { signal: tooLate.signal })]);
  } finally {
    tooLate.abort();
  }
}

interface Looked {
  /** How many were back. */
  readonly back: number;
  /** All replicas have confirmed that they are gone. */
  readonly isEverywhere: boolean;
}

/** Looks now whether the sessions are still gone; what is back is deleted again. */
export async function recheckOnce(
  services: Services,
  connections: DeploymentConnections,
  id: string,
  plan: Followed,
): Promise<Looked> {
  const { outcomes, replicas } = await applyPlan(connections, plan);
  const back = [...outcomes.values()].filter((outcome) => outcome === "deleted").length;
  // Another console process may look at the same time.
  await services.store.db
    .updateTable("revocation")
    .set((row) => ({
      came_back: row("came_back", "+", back),
      checked_at: services.now(),
      // A replica that hung then may have heard of it by now.
      replicas_confirmed: replicas.confirmed,
      replicas_total: replicas.expected,
    }))
    .where("id", "=", id)
    .execute();
  return { back, isEverywhere: replicas.confirmed >= replicas.expected };
}

/** How many sessions of these users there are, one more than MOST_COUNTED for more than that; null when nobody can tell. */
export async function proveAndRecord(
  services: Services,
  connections: DeploymentConnections,
  id: string,
  { userIds }: Followed,
  from: "replica" | "master",
): Promise<number | null> {
  const left = await countLeft(connections, userIds, from);
  await services.store.db.updateTable("revocation").set({ left_over: left }).where("id", "=", id).execute();
  return left;
}

async function countLeft(
  connections: DeploymentConnections,
  userIds: readonly string[],
  from: "replica" | "master",
): Promise<number | null> {
  if (userIds.length === 0) return null;
  try {
    const keyspaces = sessionKeyspaces(connections.config);
    const { sessions, isComplete } = await findUserSessions({
      connections,
      keyspaces,
      userIds: new Set(userIds),
      signal: new AbortController().signal,
      from,
      most: MOST_COUNTED,
    });
    return isComplete || sessions.length > MOST_COUNTED ? sessions.length : null;
  } catch (thrown) {
    log.warn("nobody could look whether sessions are left", { thrown });
    return null;
  }
}

async function runRechecks(
  services: Services,
  connections: DeploymentConnections,
  row: RevocationRow,
  plan: Followed,
  proof: Promise<number | null>,
): Promise<void> {
  const left = await proof;
  const waits = pauses(connections, plan.sessions);
  // Without a second look the proof is all there is.
  let state = waits.length === 0 && left === 0 ? "gone" : "unknown";
  const record = () => services.store.db.updateTable("revocation").set({ state }).where("id", "=", row.id).execute();
  const look = async () => {
    const looked = await recheckOnce(services, connections, row.id, plan);
    if (looked.back > 0) await proveAndRecord(services, connections, row.id, plan, "master");
    state = looked.back > 0 ? "came-back" : "gone";
    return looked.isEverywhere;
  };
  let isEverywhere = row.replicas_confirmed >= row.replicas_total;
  try {
    for (const pauseMs of waits) {
      // A console that is asked to stop does not wait for these.
      await delay(pauseMs, undefined, { ref: false });
      isEverywhere = await look();
    }
  } catch (thrown) {
    state = "unknown";
    if (!isPassingFailure(thrown)) throw thrown;
    isEverywhere = false;
  } finally {
    await record();
  }
  // What not every replica has confirmed, a failover may bring back: a master that is cut off knows of no other.
  for (const pauseMs of isEverywhere ? [] : UNPROVEN_PAUSES_MS) {
    await delay(pauseMs, undefined, { ref: false });
    const isDone = await look().catch((thrown: unknown) => {
      if (isPassingFailure(thrown)) return false;
      throw thrown;
    });
    await record();
    if (isDone) return;
  }
}

/** From the times after the deletion, the waits between them. */
function pauses(connections: DeploymentConnections, sessions: readonly PlannedSession[]): number[] {
  const names = new Set(sessions.map(({ keyspace }) => keyspace));
  const times = [...names].flatMap((name) => sessionKeyspace(connections.config, name).config.revoke.recheckMs);
  const sorted = [...new Set(times)].sort((a, b) => a - b);
  return sorted.map((time, index) => time - (sorted[index - 1] ?? 0));
}
