import { DomainError } from "#lib/errors.ts";
import type { RedisHandle } from "#lib/redis/deployment-connections.ts";
import { withinBytes } from "#lib/redis/within-bytes.ts";
import type { CacheValue } from "./schema.ts";
import { showPiece } from "./show-bytes.ts";

const MOST_BYTES = 4_096;
const MOST_ROWS = 100;
/** Of each element; a hash of 100 large fields must not become a large reply to the browser. */
const MOST_BYTES_A_ROW = 2_048;
/** A collection whose elements may be large is not read at all beyond this much memory an element. */
const LARGEST_ELEMENT = 262_144;
/** The estimate may miss one element that is huge: then the reply ends with its connection. */
const MOST_REPLY_BYTES = 32 * 1_048_576;

type Rows = Pick<CacheValue, "rows" | "isWhole">;

/** The beginning of a value of any type. */
export async function readValueRows(handle: RedisHandle, key: Buffer, type: string, size: number): Promise<Rows> {
  if (type === "string") return readString(handle, key, size);
  await assertBearable(handle, key, size);
  const flat = await readFlat(handle, key, type);
  const width = type === "hash" || type === "zset" || type === "stream" ? 2 : 1;
  const rows: Rows["rows"] = [];
  for (let index = 0; index + width <= flat.length && rows.length < MOST_ROWS; index += width) {
    const [first = Buffer.alloc(0), second] = flat.slice(index, index + width);
    rows.push(
      second === undefined
        ? { label: null, value: piece(first) }
        : type === "zset"
          ? { label: piece(second), value: piece(first) }
          : { label: piece(first), value: piece(second) },
    );
  }
  return { rows, isWhole: rows.length >= size && rows.every(({ value }) => value.isWhole) };
}

async function readString(handle: RedisHandle, key: Buffer, size: number): Promise<Rows> {
  const bytes = await handle.run("GETRANGE", (redis) => redis.getrangeBuffer(key, 0, MOST_BYTES - 1));
  const isWhole = size <= MOST_BYTES;
  return { rows: [{ label: null, value: showPiece(bytes, isWhole) }], isWhole };
}

/** Neither HSCAN nor LRANGE can be told to cut an element short, so huge ones are not asked for. */
async function assertBearable(handle: RedisHandle, key: Buffer, size: number): Promise<void> {
  const memory = await handle.run("MEMORY USAGE", (redis) => redis.memory("USAGE", key, "SAMPLES", 10));
  if (memory !== null && size > 0 && memory / size > LARGEST_ELEMENT) throw tooLarge(handle);
}

function tooLarge({ address }: RedisHandle, cause?: unknown): DomainError {
  return new DomainError("CONFLICT", "The elements of this value are too large to show.", {
    cause,
    where: address,
    advice: "Look at it with redis-cli on a replica, a piece at a time.",
  });
}

async function readFlat(handle: RedisHandle, key: Buffer, type: string): Promise<Buffer[]> {
  const reply: unknown = await handle.run(`reading a ${type}`, (redis) =>
    withinBytes(redis, () => askFor(redis, key, type), MOST_REPLY_BYTES),
  );
  if (!Array.isArray(reply)) return [];
  if (type === "set" || type === "hash") return buffersIn(reply[1]);
  if (type === "stream") return reply.flatMap(streamEntry);
  // RESP3 pairs each member with a number, RESP2 writes both one after the other.
  if (type === "zset") return reply.flat().map((item) => (Buffer.isBuffer(item) ? item : Buffer.from(String(item))));
  return buffersIn(reply);
}

async function askFor(redis: Parameters<Parameters<RedisHandle["run"]>[1]>[0], key: Buffer, type: string) {
  switch (type) {
    case "list":
      return redis.callBuffer("LRANGE", key, 0, MOST_ROWS - 1);
    case "set":
      return redis.callBuffer("SSCAN", key, 0, "COUNT", MOST_ROWS);
    case "hash":
      return redis.callBuffer("HSCAN", key, 0, "COUNT", MOST_ROWS);
    case "zset":
      return redis.callBuffer("ZRANGE", key, 0, MOST_ROWS - 1, "WITHSCORES");
    case "stream":
      return redis.callBuffer("XRANGE", key, "-", "+", "COUNT", MOST_ROWS);
    default:
      throw new DomainError("CONFLICT", `The console does not know how to show the type ${type}.`);
  }
}

function streamEntry(entry: unknown): Buffer[] {
  if (!Array.isArray(entry) || !Buffer.isBuffer(entry[0])) return [];
  const fields = buffersIn(entry[1]);
  const parts = fields.flatMap((field, index) => [field, Buffer.from(index % 2 === 0 ? " = " : "\n")]);
  return [entry[0], Buffer.concat(parts.slice(0, -1))];
}

function buffersIn(reply: unknown): Buffer[] {
  return Array.isArray(reply) ? reply.filter((item): item is Buffer => Buffer.isBuffer(item)) : [];
}

function piece(bytes: Buffer) {
  return showPiece(bytes.subarray(0, MOST_BYTES_A_ROW), bytes.length <= MOST_BYTES_A_ROW);
}
