import { compileKeyTemplate } from "#lib/config/key-template.ts";
import type { MasterHandle } from "#lib/redis/deployment-connections.ts";
import type { PlannedSession } from "./revocation-plan.ts";
import type { CompiledKeyspace } from "./session-keyspace.ts";

/** Longer than any key is written: such a value names no session. */
const LONGEST_POINTER = 1024;

/** The keys that templates make of a session; one that needs a user only where there is one. */
export function companionsOf(
  keyspace: CompiledKeyspace,
  { key, userId }: PlannedSession,
  sources: readonly string[],
): Buffer[] {
  const parts = { ...(userId === null ? {} : { user: userId }), ...keyspace.template.matches(key) };
  return sources
    .map(compileKeyTemplate)
    .filter(({ names }) => names.every((name) => Object.hasOwn(parts, name)))
    .map((template) => template.build(parts));
}

/**
 * The keys that point at one of the sessions, watched: the index of a user names the newest one alone, so it stays when
 * an older one goes.
 */
export async function pointersTo(
  { handle, keyspace }: { handle: MasterHandle; keyspace: CompiledKeyspace },
  doomed: readonly PlannedSession[],
): Promise<Buffer[]> {
  const { pointers } = keyspace.config.revoke;
  if (pointers.length === 0) return [];
  const wanted = doomed.flatMap((session) =>
    companionsOf(keyspace, session, pointers).map((pointer) => ({ pointer, session })),
  );
  if (wanted.length === 0) return [];
  const keys = wanted.map(({ pointer }) => pointer);
  const values = await handle.run("WATCH", async (redis) => {
    await redis.watch(...keys);
    return Promise.all(keys.map((key) => redis.getrangeBuffer(key, 0, LONGEST_POINTER)));
  });
  const named = wanted.filter(({ session }, index) => isNameOf(keyspace, values[index], session.key));
  const unique = new Map(named.map(({ pointer }) => [pointer.toString("latin1"), pointer]));
  return [...unique.values()];
}

/** The whole key or the id in it, bare or as a JSON string. */
function isNameOf(keyspace: CompiledKeyspace, value: Buffer | undefined, key: Buffer): boolean {
  if (value === undefined || value.length === 0) return false;
  const isQuoted = value.length > 2 && value[0] === 0x22 && value.at(-1) === 0x22;
  const bare = isQuoted ? value.subarray(1, -1) : value;
  return bare.equals(key) || bare.equals(keyspace.idOf(key));
}
