import type { RedisHandle } from "#lib/redis/deployment-connections.ts";
import type { MeasuredKey } from "./largest-keys.ts";

/** Elements looked at in a large value: an estimate at a bounded cost. */
const MEMORY_SAMPLES = 5;
const BATCH_TIMEOUT_MS = 5_000;

const SIZE_OF: Readonly<Record<string, string>> = {
  string: "STRLEN",
  list: "LLEN",
  set: "SCARD",
  zset: "ZCARD",
  hash: "HLEN",
  stream: "XLEN",
};

export interface Measured {
  readonly keys: MeasuredKey[];
  /** Outside the patterns of the user's ACL. */
  readonly refused: number;
}

/** Type and memory of each key; those that have gone meanwhile are left out. */
export async function measureKeys(handle: RedisHandle, keys: readonly Buffer[]): Promise<Measured> {
  if (keys.length === 0) return { keys: [], refused: 0 };
  const replies = await handle.run(
    "MEMORY USAGE",
    async (redis) => {
      const pipeline = redis.pipeline();
      for (const key of keys) pipeline.memory("USAGE", key, "SAMPLES", MEMORY_SAMPLES).type(key);
      return repliesOrRefusals(await pipeline.exec());
    },
    { timeoutMs: BATCH_TIMEOUT_MS },
  );
  let refused = 0;
  const measured = keys.flatMap((key, index): MeasuredKey[] => {
    const [memoryBytes, type] = [replies[index * 2], replies[index * 2 + 1]];
    if (memoryBytes === REFUSED || type === REFUSED) refused += 1;
    // null: it has gone.
    return typeof memoryBytes === "number" ? [{ db: handle.db, key, type: String(type), memoryBytes }] : [];
  });
  return { keys: measured, refused };
}

const REFUSED = Symbol("outside the patterns of the user's ACL");

/** What the ACL refuses for one key leaves the others; any other error ends the batch. */
function repliesOrRefusals(results: readonly (readonly [Error | null, unknown])[] | null): unknown[] {
  return (results ?? []).map(([error, reply]) => {
    if (error === null) return reply;
    if (error.message.startsWith("NOPERM")) return REFUSED;
    throw error;
  });
}

/** Bytes of strings, elements of the others; null for what has gone or become another type. */
export async function readSizes(handle: RedisHandle, keys: readonly MeasuredKey[]): Promise<(number | null)[]> {
  const replies = await handle.run("STRLEN", async (redis) => {
    const pipeline = redis.pipeline();
    // What has no size of its own, a module's type say, keeps its place with a harmless question.
    for (const { key, type } of keys) pipeline.call(SIZE_OF[type] ?? "TYPE", key);
    return (await pipeline.exec()) ?? [];
  });
  return keys.map((_, index) => {
    const size = replies[index]?.[1];
    return typeof size === "number" ? size : null;
  });
}
