import { compileKeyTemplate } from "#lib/config/key-template.ts";
import type { MasterHandle } from "#lib/redis/deployment-connections.ts";
import { decodeSession, type RawSession } from "#lib/sessions/codecs/decode-session.ts";
import { execReads, queueReads, takeReads } from "./read-raw-sessions.ts";
import { digestOf, type PlannedSession } from "./revocation-plan.ts";
import { sessionFacts } from "./session-facts.ts";
import type { CompiledKeyspace } from "./session-keyspace.ts";

export type DeletionOutcome = "deleted" | "already-gone" | "changed-owner";

/** An application that writes to a session on every request may disturb us this often. */
const MOST_TRIES = 8;

/**
 * Deletes sessions of one keyspace on a connection of its own; each goes only if it is still the planned user's.
 * `sent` gets those whose deletion is on its way: if its reply is lost, it may have happened.
 */
export async function deleteSessions(
  handle: MasterHandle,
  keyspace: CompiledKeyspace,
  sessions: readonly PlannedSession[],
  sent: Set<PlannedSession>,
): Promise<DeletionOutcome[]> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const outcomes = await tryOnce(handle, keyspace, sessions, sent);
    if (outcomes !== undefined) return outcomes;
    // One busy session must not hold up the others: each gets tries of its own.
    if (sessions.length > 1) {
      const each: DeletionOutcome[] = [];
      for (const session of sessions) each.push(...(await deleteSessions(handle, keyspace, [session], sent)));
      return each;
    }
  }
  return unguardedButSame(handle, keyspace, sessions, sent);
}

/** WATCH, look, MULTI, UNLINK, EXEC; undefined when somebody wrote in between. */
async function tryOnce(
  handle: MasterHandle,
  keyspace: CompiledKeyspace,
  sessions: readonly PlannedSession[],
  sent: Set<PlannedSession>,
): Promise<DeletionOutcome[] | undefined> {
  const raws = await watchAndRead(handle, keyspace, sessions);
  const outcomes = sessions.map((session, index) => judge(keyspace, session, raws[index]));
  const doomed = sessions.filter((_, index) => outcomes[index] === "deleted");
  if (doomed.length === 0) {
    await handle.run("UNWATCH", (redis) => redis.unwatch());
    return outcomes;
  }
  const keys = doomed.flatMap(({ key }) => [key, ...companions(keyspace, key)]);
  for (const session of doomed) sent.add(session);
  const executed = await handle.run("EXEC", (redis) =>
    redis
      .multi()
      .unlink(...keys)
      .exec(),
  );
  if (executed !== null) return outcomes;
  for (const session of doomed) sent.delete(session);
  return undefined;
}

async function watchAndRead(
  handle: MasterHandle,
  keyspace: CompiledKeyspace,
  sessions: readonly PlannedSession[],
): Promise<(RawSession | undefined)[]> {
  const keys = sessions.map(({ key }) => key);
  const replies = await handle.run("WATCH", (redis) => {
    const pipeline = redis.pipeline();
    pipeline.watch(...keys);
    queueReads(pipeline, keyspace.config, keys);
    return execReads(pipeline);
  });
  return takeReads(keyspace.config, replies?.slice(1) ?? null, keys.length);
}

function judge(keyspace: CompiledKeyspace, session: PlannedSession, raw: RawSession | undefined): DeletionOutcome {
  if (raw === undefined) return "already-gone";
  const value = decodeSession(keyspace.config, raw);
  if (value === undefined) return session.digest === digestOf(raw) ? "deleted" : "changed-owner";
  const { userId } = sessionFacts(keyspace.config, value);
  return (userId ?? null) === session.userId ? "deleted" : "changed-owner";
}

/** Written to so often that WATCH never holds: the owner is looked at once more, right before. */
async function unguardedButSame(
  handle: MasterHandle,
  keyspace: CompiledKeyspace,
  sessions: readonly PlannedSession[],
  sent: Set<PlannedSession>,
): Promise<DeletionOutcome[]> {
  const raws = await watchAndRead(handle, keyspace, sessions);
  const outcomes = sessions.map((session, index) => judge(keyspace, session, raws[index]));
  await handle.run("UNWATCH", (redis) => redis.unwatch());
  const doomed = sessions.filter((_, index) => outcomes[index] === "deleted");
  for (const session of doomed) sent.add(session);
  const keys = doomed.flatMap(({ key }) => [key, ...companions(keyspace, key)]);
  if (keys.length > 0) await handle.run("UNLINK", (redis) => redis.unlink(...keys));
  return outcomes;
}

function companions(keyspace: CompiledKeyspace, key: Buffer): Buffer[] {
  const parts = keyspace.template.matches(key) ?? {};
  return keyspace.config.revoke.also.map((also) => compileKeyTemplate(also).build(parts));
}
