import { showKey } from "#lib/cache/show-bytes.ts";
import { weighKeys } from "#lib/keys/weigh-keys.ts";
import type { RedisHandle } from "#lib/redis/deployment-connections.ts";
import { describeBlock } from "./describe-limiter.ts";
import { fingerprint } from "./fingerprint.ts";
import type { CompiledLimiter } from "./limit-keyspace.ts";
import { numbersOf } from "./limiter-numbers.ts";
import { READERS } from "./readers/reader-for.ts";
import { type Question, type Reading, unknownReading } from "./reading.ts";
import type { RateLimit } from "./schema.ts";
import { serverTime } from "./server-time.ts";

/** A counter holds little; what takes more is not asked for its elements. */
const MOST_BYTES = 16_777_216;
/** Of one look at many counters. */
const MOST_BYTES_TOGETHER = 33_554_432;
const SHOWN_COMPANIONS = 6;

/** Every counter once, however many of its keys are given; those that count nothing now are left out. */
export async function readLimits(
  handle: RedisHandle,
  limiter: CompiledLimiter,
  keys: readonly Buffer[],
  /** The server's own time, where it is known. */
  atMs?: number,
): Promise<RateLimit[]> {
  const nowMs = atMs ?? (await serverTime(handle));
  const counters = countersOf(limiter, keys, nowMs);
  if (counters.length === 0) return [];
  const unread = await findUnread(handle, limiter, counters);
  const questions = counters.map((key) => questionAbout(limiter, key, nowMs));
  const replies = await ask(
    handle,
    questions.map((question, index) => (unread.has(index) ? [] : question.commands)),
  );
  return counters.flatMap((key, index) => {
    const why = unread.get(index);
    const reading = why === undefined ? questions[index]?.read(replies[index] ?? []) : unknownReading(why);
    return reading === undefined ? [] : [toRateLimit(limiter, key, reading, nowMs)];
  });
}

export function countersOf(limiter: CompiledLimiter, keys: readonly Buffer[], nowMs: number): Buffer[] {
  const counters = keys.flatMap((key) => {
    const counter = limiter.counterOf(key);
    return counter === undefined ? [] : [limiter.inBucket(counter, nowMs, 0) ?? counter];
  });
  return [...new Map(counters.map((key) => [key.toString("latin1"), key])).values()];
}

export function questionAbout(limiter: CompiledLimiter, key: Buffer, nowMs: number): Question {
  const parts = limiter.template.matches(key) ?? {};
  const numbers = numbersOf(limiter.config, parts);
  return READERS[limiter.config.algorithm]({ limiter, key, parts, numbers, nowMs });
}

/** An error is an answer too: GETRANGE of a list says that it is no counter. */
async function ask(handle: RedisHandle, groups: readonly Question["commands"][]): Promise<unknown[][]> {
  const results = await handle.run("PTTL", async (redis) => {
    const pipeline = redis.pipeline();
    for (const [name, ...rest] of groups.flat()) pipeline.call(name, ...rest);
    return pipeline.exec();
  });
  let at = 0;
  return groups.map((commands) =>
    commands.map(() => {
      const [error, reply] = results?.[at++] ?? [null, null];
      if (error !== null && !/^WRONGTYPE|is not (an integer|a valid)/.test(error.message)) throw error;
      return error ?? reply;
    }),
  );
}

/** Only elements can be large: of a string its beginning is read. Says why a counter is not read. */
async function findUnread(
  handle: RedisHandle,
  { config: { algorithm } }: CompiledLimiter,
  keys: readonly Buffer[],
): Promise<Map<number, string>> {
  const unread = new Map<number, string>();
  if (!["sorted-set-log", "list-log", "token-hash"].includes(algorithm)) return unread;
  let sum = 0;
  const weights = await weighKeys(handle, keys, { each: MOST_BYTES, together: MOST_BYTES_TOGETHER });
  for (const [index, { bytes, isExact }] of weights.entries()) {
    if (bytes > MOST_BYTES) unread.set(index, "It is too large to be a counter.");
    else if (!isExact || sum + bytes > MOST_BYTES_TOGETHER) {
      unread.set(index, "Too much was found to read it all: look this one up by itself.");
    } else sum += bytes;
  }
  return unread;
}

function toRateLimit(limiter: CompiledLimiter, key: Buffer, reading: Reading, nowMs: number): RateLimit {
  const { name, db, label, readOnly, secretSubject, localBlock } = limiter.config;
  const { used, limit, isBlocked, blockedForMs, resetsInMs, note } = reading;
  return {
    keyspace: name,
    db,
    label,
    id: fingerprint(key) + key.length,
    key: key.toString("base64url"),
    subject: limiter.subjectOf(key),
    lookUp: limiter.lookUpOf(key),
    used,
    limit,
    remaining: used === null || limit === null ? null : Math.max(0, limit - used),
    isBlocked,
    blockedForMs,
    resetsInMs,
    companions: limiter
      .keysOf(key, nowMs)
      .filter((one) => !one.equals(key))
      .slice(0, SHOWN_COMPANIONS)
      .map((one) => (secretSubject ? `#${fingerprint(one)}` : showKey(one, 200))),
    mayReset: !readOnly,
    localBlock: localBlock === undefined ? null : describeBlock(localBlock),
    note: note ?? null,
  };
}
