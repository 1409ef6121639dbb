import type { Redis } from "ioredis";
import type { SessionKeyspace } from "#lib/config/session-keyspace-schema.ts";
import { withinBytes } from "#lib/redis/within-bytes.ts";
import type { RawSession } from "#lib/sessions/codecs/decode-session.ts";
import { factFields, toFacts } from "./fact-fields.ts";

/** What is fetched of every value; a batch of 500 stays below 64 MB whatever the values are. */
const USUAL_BYTES = 128 * 1024;
/** What is fetched of a value that is longer, one at a time: some sessions are that large, and one value may be 512 MB. */
export const LARGEST_BYTES = 4 * 1024 * 1024;
/** Of such values, in one batch. */
const MOST_LARGE_BYTES = 8 * LARGEST_BYTES;
const MOST_FIELDS = 500;
/** Exact for hashes of up to that many fields, an estimate beyond. */
const SAMPLED_FIELDS = 50;

type Pipeline = ReturnType<Redis["pipeline"]>;
type Replies = [Error | null, unknown][];

export interface ReadValue {
  raw: RawSession;
  /** false where the value is too large to be fetched whole. */
  isWhole: boolean;
}

interface Beside {
  before?: (pipeline: Pipeline) => void;
  after?: (pipeline: Pipeline) => void;
}

/**
 * Reads sessions, bounded, in one pipeline with what goes before and after; undefined for a key that is gone or of
 * another type. Any other refusal is thrown: what could not be read must not pass for what is not there.
 */
export async function readRawSessions(
  redis: Redis,
  keyspace: SessionKeyspace,
  keys: readonly Buffer[],
  { before, after }: Beside = {},
): Promise<{ values: (ReadValue | undefined)[]; beside: unknown[] }> {
  const pipeline = redis.pipeline();
  before?.(pipeline);
  const start = pipeline.length;
  for (const key of keys) queueFirst(pipeline, keyspace, key);
  after?.(pipeline);
  const replies = (await pipeline.exec()) ?? [];
  const first = replies.slice(start, start + keys.length).map(replyUnlessOtherType);
  const beside = [...replies.slice(0, start), ...replies.slice(start + keys.length)].map(replyOf);
  const values =
    keyspace.type === "string" ? await takeStrings(redis, keys, first) : await readHashes(redis, keyspace, keys, first);
  return { values, beside };
}

/** Of a string its beginning, of a hash its size. */
function queueFirst(pipeline: Pipeline, keyspace: SessionKeyspace, key: Buffer): void {
  if (keyspace.type === "string") pipeline.getrangeBuffer(key, 0, USUAL_BYTES);
  else if (keyspace.field !== undefined) pipeline.hstrlen(key, keyspace.field);
  else pipeline.memory("USAGE", key, "SAMPLES", SAMPLED_FIELDS);
}

async function takeStrings(
  redis: Redis,
  keys: readonly Buffer[],
  replies: readonly unknown[],
): Promise<(ReadValue | undefined)[]> {
  const values: (ReadValue | undefined)[] = [];
  let large = 0;
  for (const [index, key] of keys.entries()) {
    const reply = replies[index];
    if (!Buffer.isBuffer(reply) || reply.length === 0) values.push(undefined);
    else if (reply.length <= USUAL_BYTES) values.push({ raw: reply, isWhole: true });
    else if (large >= MOST_LARGE_BYTES) values.push({ raw: reply, isWhole: false });
    else {
      const raw = await redis.getrangeBuffer(key, 0, LARGEST_BYTES);
      large += raw.length;
      values.push(raw.length === 0 ? undefined : { raw, isWhole: raw.length <= LARGEST_BYTES });
    }
  }
  return values;
}

async function readHashes(
  redis: Redis,
  keyspace: SessionKeyspace,
  keys: readonly Buffer[],
  sizes: readonly unknown[],
): Promise<(ReadValue | undefined)[]> {
  const pipeline = redis.pipeline();
  const fields = factFields(keyspace);
  let together = 0;
  // Of what is too large alone, or would make the whole reply too large, only the facts are read.
  const asked = keys.map((key, index) => {
    const size = Number(sizes[index] ?? 0);
    if (size === 0) return "gone";
    together += size;
    if (size > LARGEST_BYTES || together > MOST_LARGE_BYTES) {
      if (fields !== undefined) pipeline.hmgetBuffer(key, ...fields);
      return fields === undefined ? "too large" : "facts";
    }
    if (keyspace.field === undefined) pipeline.hscanBuffer(key, 0, "COUNT", MOST_FIELDS);
    else pipeline.hgetBuffer(key, keyspace.field);
    return "asked";
  });
  const replies = pipeline.length === 0 ? [] : ((await withinBytes(redis, () => pipeline.exec())) ?? []);
  let next = 0;
  const values = asked.map((what) => {
    if (what === "gone") return undefined;
    if (what === "too large") return { raw: Buffer.alloc(0), isWhole: false };
    const reply = replyUnlessOtherType(replies[next++]);
    if (what === "facts") return toFacts(fields ?? [], reply, false);
    if (keyspace.field === undefined) return toFields(reply);
    return Buffer.isBuffer(reply) ? { raw: new Map([[keyspace.field, reply]]), isWhole: true } : undefined;
  });
  if (fields === undefined) return values;
  return Promise.all(
    keys.map((key, index) => {
      const value = values[index];
      return asked[index] === "asked" && value?.isWhole === false ? withFacts(redis, key, fields, value) : value;
    }),
  );
}

/** Of a hash of many fields the first ones need not be those that say whose it is. */
async function withFacts(
  redis: Redis,
  key: Buffer,
  fields: readonly string[],
  { raw, isWhole }: ReadValue,
): Promise<ReadValue> {
  const facts = toFacts(fields, await redis.hmgetBuffer(key, ...fields), isWhole)?.raw;
  return raw instanceof Map && facts instanceof Map ? { raw: new Map([...raw, ...facts]), isWhole } : { raw, isWhole };
}

/** [cursor, [name, value, …]]; a cursor other than 0 means that there are more. */
function toFields(reply: unknown): ReadValue | undefined {
  const [cursor, flat] = Array.isArray(reply) ? reply : [];
  const fields = new Map<string, Buffer>();
  if (!Array.isArray(flat)) return undefined;
  for (let index = 0; index + 1 < flat.length; index += 2) {
    const value: unknown = flat[index + 1];
    if (Buffer.isBuffer(value)) fields.set(String(flat[index]), value);
  }
  return fields.size === 0 ? undefined : { raw: fields, isWhole: String(cursor) === "0" };
}

function replyOf([error, reply]: Replies[number]): unknown {
  if (error !== null) throw error;
  return reply;
}

function replyUnlessOtherType(replied: Replies[number] | undefined): unknown {
  if (replied?.[0]?.message.startsWith("WRONGTYPE")) return undefined;
  return replied === undefined ? undefined : replyOf(replied);
}
