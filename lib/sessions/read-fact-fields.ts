import type { Redis } from "ioredis";
import { withinBytes } from "#lib/redis/within-bytes.ts";
import { toFacts } from "./fact-fields.ts";
import type { ReadValue } from "./read-raw-sessions.ts";

type Pipeline = ReturnType<Redis["pipeline"]>;

/**
 * Reads just those fields, many sessions at a time. A hash is asked for in one command where the careful way takes two,
 * one of which measures the whole of it. What is absent has no field either, and fits nobody.
 */
export async function readFactFields(
  redis: Redis,
  fields: readonly string[],
  keys: readonly Buffer[],
  after: (pipeline: Pipeline) => void,
): Promise<{ values: (ReadValue | undefined)[]; beside: unknown[] }> {
  const pipeline = redis.pipeline();
  for (const key of keys) pipeline.hmgetBuffer(key, ...fields);
  after(pipeline);
  const replies = (await withinBytes(redis, () => pipeline.exec())) ?? [];
  const values = replies.slice(0, keys.length).map(([error, reply]) => {
    if (error?.message.startsWith("WRONGTYPE")) return undefined;
    if (error !== null) throw error;
    return toFacts(fields, reply, true);
  });
  const beside = replies.slice(keys.length).map(([error, reply]) => {
    if (error !== null) throw error;
    return reply;
  });
  return { values, beside };
}
