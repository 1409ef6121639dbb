import type { SessionKeyspace } from "#lib/config/keyspace-schema.ts";
import type { RedisHandle } from "#lib/redis/deployment-connections.ts";
import type { RawSession } from "#lib/sessions/codecs/decode-session.ts";

/** Longer values are never fetched whole: a session is a few kilobytes, and one value may be 512 MB. */
export const LONGEST_VALUE = 256 * 1024;
const MOST_FIELDS = 500;

type ClientOf<Handle> = Handle extends {
  run<T>(what: string, commands: (redis: infer Client) => Promise<T>): Promise<T>;
}
  ? Client
  : never;
export type RedisClient = ClientOf<RedisHandle>;
type Pipeline = ReturnType<RedisClient["pipeline"]>;
type Replies = [Error | null, unknown][] | null;

/** How many commands `queueReads` adds for each key. */
export function readsPerKey(keyspace: SessionKeyspace): number {
  return keyspace.type === "hash" && keyspace.field === undefined ? 2 : 1;
}

/** Adds what reads these sessions, bounded, to a pipeline. */
export function queueReads(pipeline: Pipeline, keyspace: SessionKeyspace, keys: readonly Buffer[]): void {
  for (const key of keys) {
    if (keyspace.type === "string") pipeline.getrangeBuffer(key, 0, LONGEST_VALUE - 1);
    else if (keyspace.field !== undefined) pipeline.hgetBuffer(key, keyspace.field);
    else {
      pipeline.hlen(key);
      pipeline.hscanBuffer(key, 0, "COUNT", MOST_FIELDS);
    }
  }
}

/** Reads the replies to `queueReads`; undefined for a key that is gone or of another type. */
export function takeReads(keyspace: SessionKeyspace, replies: Replies, keys: number): (RawSession | undefined)[] {
  const perKey = readsPerKey(keyspace);
  return Array.from({ length: keys }, (_, index) => {
    const [error, reply] = replies?.[index * perKey + perKey - 1] ?? [null, undefined];
    if (error) return undefined;
    if (keyspace.type === "string") return Buffer.isBuffer(reply) && reply.length > 0 ? reply : undefined;
    if (keyspace.field !== undefined) return Buffer.isBuffer(reply) ? new Map([[keyspace.field, reply]]) : undefined;
    return toFields(reply);
  });
}

/** [cursor, [name, value, …]] */
function toFields(reply: unknown): Map<string, Buffer> | undefined {
  const flat = Array.isArray(reply) && Array.isArray(reply[1]) ? reply[1] : [];
  const fields = new Map<string, Buffer>();
  for (let index = 0; index + 1 < flat.length; index += 2) {
    const value: unknown = flat[index + 1];
    if (Buffer.isBuffer(value)) fields.set(String(flat[index]), value);
  }
  return fields.size === 0 ? undefined : fields;
}
