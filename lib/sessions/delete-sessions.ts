import { isDomainError } from "#lib/errors.ts";
import type { MasterHandle } from "#lib/redis/deployment-connections.ts";
import { decodeSession, type RawSession } from "#lib/sessions/codecs/decode-session.ts";
import { companionsOf, pointersTo } from "./companion-keys.ts";
import { type ReadValue, readRawSessions } from "./read-raw-sessions.ts";
import { digestOf, type PlannedSession } from "./revocation-plan.ts";
import { sessionFacts } from "./session-facts.ts";
import type { CompiledKeyspace } from "./session-keyspace.ts";

export type DeletionOutcome = "deleted" | "already-gone" | "changed-owner";

/** An application that writes to a session on every request may disturb us this often. */
const MOST_TRIES = 25;

interface Deletion {
  /** A connection that nobody else uses. */
  readonly handle: MasterHandle;
  readonly keyspace: CompiledKeyspace;
  /** Gets those whose deletion is on its way: if its reply is lost, it may have happened. */
  readonly sent: Set<PlannedSession>;
  readonly tell: (session: PlannedSession, outcome: DeletionOutcome) => void;
  /** Whether a value may still go; unless told, one that is still the planned user's. */
  readonly judge?: (session: PlannedSession, raw: RawSession | undefined) => DeletionOutcome;
}

/** Deletes sessions of one keyspace; each goes only if it is still the planned user's. */
export async function deleteSessions(deletion: Deletion, sessions: readonly PlannedSession[]): Promise<void> {
  if (sessions.length === 0) return;
  const done = await tryOnce(deletion, sessions);
  if (done === "done") return;
  // One busy or large session must not hold up the others: each gets tries of its own.
  for (const session of sessions) await deleteAlone(deletion, session);
}

async function deleteAlone(deletion: Deletion, session: PlannedSession): Promise<void> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const done = await tryOnce(deletion, [session]);
    if (done === "done") return;
    if (done === "no transaction") break;
  }
  await deleteUnguarded(deletion, session);
}

/** not yet: somebody wrote in between, or the values are too large to be read together. */
type Attempted = "done" | "not yet" | "no transaction";

/** WATCH, look, MULTI, UNLINK, EXEC. */
async function tryOnce(deletion: Deletion, sessions: readonly PlannedSession[]): Promise<Attempted> {
  try {
    return (await tryTransaction(deletion, sessions)) ? "done" : "not yet";
  } catch (thrown) {
    // A server whose memory is full takes UNLINK, and queues nothing for a transaction.
    if (isDomainError(thrown) && thrown.message.includes("(OOM)")) return "no transaction";
    throw thrown;
  }
}

async function tryTransaction(deletion: Deletion, sessions: readonly PlannedSession[]): Promise<boolean> {
  const { handle, keyspace, sent, tell, judge = stillTheirs(keyspace) } = deletion;
  const values = await watchAndRead(deletion, sessions);
  if (sessions.length > 1 && values.some((value) => value?.isWhole === false)) {
    await handle.run("UNWATCH", (redis) => redis.unwatch());
    return false;
  }
  const outcomes = sessions.map((session, index) => judge(session, values[index]?.raw));
  const doomed = sessions.filter((_, index) => outcomes[index] === "deleted");
  if (doomed.length === 0) await handle.run("UNWATCH", (redis) => redis.unwatch());
  else if (!(await sending(sent, doomed, () => execute(deletion, doomed)))) return false;
  for (const [index, session] of sessions.entries()) tell(session, outcomes[index] ?? "already-gone");
  return true;
}

/** false when a watched key has changed: nothing was deleted then. */
async function execute({ handle, keyspace }: Deletion, doomed: readonly PlannedSession[]): Promise<boolean> {
  const pointers = await pointersTo({ handle, keyspace }, doomed);
  const keys = [...doomed.flatMap((session) => keysOf(keyspace, session)), ...pointers];
  return handle.run("UNLINK", async (redis) => {
    const replies = await redis
      .multi()
      .unlink(...keys)
      .exec();
    // A command may be refused although EXEC was not.
    const refused = replies?.find(([error]) => error !== null)?.[0];
    if (refused) throw refused;
    return replies !== null;
  });
}

/** What the server refused, or did not carry out, was not on its way. */
async function sending(
  sent: Set<PlannedSession>,
  doomed: readonly PlannedSession[],
  send: () => Promise<boolean>,
): Promise<boolean> {
  const before = doomed.filter((session) => sent.has(session));
  const takeBack = () => {
    for (const session of doomed) if (!before.includes(session)) sent.delete(session);
  };
  for (const session of doomed) sent.add(session);
  try {
    const isDone = await send();
    if (!isDone) takeBack();
    return isDone;
  } catch (thrown) {
    if (isDomainError(thrown) && thrown.code === "REDIS_REPLIED_ERROR") takeBack();
    throw thrown;
  }
}

async function watchAndRead(
  { handle, keyspace }: Deletion,
  sessions: readonly PlannedSession[],
): Promise<(ReadValue | undefined)[]> {
  const keys = sessions.map(({ key }) => key);
  const { values } = await handle.run("WATCH", (redis) =>
    readRawSessions(redis, keyspace.config, keys, { before: (pipeline) => pipeline.watch(...keys) }),
  );
  return values;
}

function stillTheirs(keyspace: CompiledKeyspace): NonNullable<Deletion["judge"]> {
  return (session, raw) => {
    if (raw === undefined) return "already-gone";
    const value = decodeSession(keyspace.config, raw);
    if (value === undefined) return session.digest === digestOf(raw) ? "deleted" : "changed-owner";
    const { userId } = sessionFacts(keyspace.config, value);
    return (userId ?? null) === session.userId ? "deleted" : "changed-owner";
  };
}

/**
 * Where WATCH never holds: whoever floods a session, or fills the server's memory, must not keep it, so its owner is looked
 * at right before.
 */
async function deleteUnguarded(deletion: Deletion, session: PlannedSession): Promise<void> {
  const { handle, keyspace, sent, tell, judge = stillTheirs(keyspace) } = deletion;
  const [value] = await watchAndRead(deletion, [session]);
  const pointers = await pointersTo(deletion, [session]);
  await handle.run("UNWATCH", (redis) => redis.unwatch());
  const outcome = judge(session, value?.raw);
  if (outcome === "deleted") {
    await sending(sent, [session], async () => {
      await handle.run("UNLINK", (redis) => redis.unlink(...keysOf(keyspace, session), ...pointers));
      return true;
    });
  }
  tell(session, outcome);
}

/** The session's key and those that the keyspace names to go with it; one that needs a user goes only where there is one. */
function keysOf(keyspace: CompiledKeyspace, session: PlannedSession): Buffer[] {
  return [session.key, ...companionsOf(keyspace, session, keyspace.config.revoke.also)];
}
