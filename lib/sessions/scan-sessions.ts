import { setTimeout as delay } from "node:timers/promises";
import type { Redis } from "ioredis";
import { DomainError, isDomainError } from "#lib/errors.ts";
import type { DeploymentConnections, RedisHandle } from "#lib/redis/deployment-connections.ts";
import { isPassingFailure } from "#lib/redis/passing-failure.ts";
import { type ReadingSource, readingSource } from "#lib/redis/reading-source.ts";
import { scanFraction } from "#lib/redis/scan-fraction.ts";
import { decodeSession } from "#lib/sessions/codecs/decode-session.ts";
import { factFields } from "./fact-fields.ts";
import { filterGently } from "./filter-gently.ts";
import { readFactFields } from "./read-fact-fields.ts";
import { type ReadValue, readRawSessions } from "./read-raw-sessions.ts";
import { readWholeStrings, SMALL_BYTES } from "./read-whole-strings.ts";
import { sessionFacts } from "./session-facts.ts";
import type { CompiledKeyspace } from "./session-keyspace.ts";
import type { FoundSession } from "./session-row.ts";

/** Blocks the server for about half a millisecond a call; ten times as many would be felt. */
const KEYS_A_CALL = 500;
const BATCH_TIMEOUT_MS = 5_000;
const PAUSE_MS = 250;
/** Without progress for so long, the end of a failover is not waited for. */
const MOST_FAILURES = 40;

type Pipeline = ReturnType<Redis["pipeline"]>;

export interface ScannedSession extends ReadValue {
  key: Buffer;
}

interface ScanBatch {
  source: ReadingSource;
  /** Those that fit. */
  found: FoundSession[];
  /** Some value is too large to say whose session it is. */
  hasUnread: boolean;
  /** Of this keyspace, 0 to 1; never goes back. */
  fraction: number;
  keys: number;
  /** How often the scan has had to begin again; what was found before comes once more. */
  beginning: number;
}

interface ScanRequest {
  connections: DeploymentConnections;
  keyspace: CompiledKeyspace;
  signal: AbortSignal;
  from: ReadingSource["role"];
  fits(session: ScannedSession): boolean;
}

/**
 * Every session of a keyspace that fits, batch by batch. A cursor means nothing to another server, so after a lost
 * connection or a failover it begins again, and what was found before comes once more.
 */
export async function* scanSessions(request: ScanRequest): AsyncGenerator<ScanBatch> {
  // Of a hash only the fields that are facts are asked for, and those are small.
  const reading: Reading = { way: factFields(request.keyspace.config) === undefined ? "pieces" : "whole" };
  let best = 0;
  for (let failures = 0, beginning = 0; ; failures++, beginning++) {
    try {
      for await (const batch of scanOnce(request, reading)) {
        if (batch.fraction > best) failures = 0;
        best = Math.max(best, batch.fraction);
        yield { ...batch, fraction: best, beginning };
      }
      return;
    } catch (thrown) {
      if (!isPassingFailure(thrown) || failures >= MOST_FAILURES || request.signal.aborted) throw thrown;
      await delay(PAUSE_MS);
    }
  }
}

/** By pieces until the values are known to be small; carefully, that is by pieces for good, once one was not. */
interface Reading {
  way: "pieces" | "whole" | "carefully";
}

async function* scanOnce(
  { connections, keyspace, signal, from, fits }: ScanRequest,
  reading: Reading,
): AsyncGenerator<Omit<ScanBatch, "beginning">> {
  const source = await readingSource(connections, keyspace.config.db, from);
  const size = await source.handle.run("DBSIZE", (redis) => redis.dbsize());
  let keys: Buffer[] = [];
  let cursor: string | undefined = "0";
  let seen = 0;
  while (cursor !== undefined || keys.length > 0) {
    if (signal.aborted) return;
    const step = await readAndScan(source.handle, keyspace, keys, cursor, reading);
    seen += keys.length;
    if (keyspace.config.type === "string") learn(reading, step.sessions);
    const found = await withTimesToLive(source.handle, keyspace, await filterGently(step.sessions, fits));
    const hasUnread = step.sessions.some((session) => isUnread(keyspace, session));
    const fraction = step.cursor === undefined ? 1 : scanFraction(BigInt(step.cursor), size);
    yield { source, found, hasUnread, fraction, keys: seen };
    keys = step.keys;
    cursor = step.cursor;
  }
}

/** The next SCAN travels with the reads of the last one's keys. */
async function readAndScan(
  source: RedisHandle,
  keyspace: CompiledKeyspace,
  keys: Buffer[],
  cursor: string | undefined,
  reading: Reading,
): Promise<{ sessions: ScannedSession[]; cursor: string | undefined; keys: Buffer[] }> {
  const after = (pipeline: Pipeline) => {
    if (cursor !== undefined) pipeline.scanBuffer(cursor, "MATCH", keyspace.template.glob, "COUNT", KEYS_A_CALL);
  };
  const isWhole = reading.way === "whole" && keys.length > 0;
  const read = await source
    .run(
      "SCAN",
      (redis) =>
        isWhole ? readAtOnce(redis, keyspace, keys, after) : readRawSessions(redis, keyspace.config, keys, { after }),
      { timeoutMs: BATCH_TIMEOUT_MS },
    )
    .catch((thrown: unknown) => {
      if (!isWhole) throw thrown;
      // Whatever it was, a reply that is too large is not asked for again, and MGET not where only GETRANGE is allowed.
      reading.way = "carefully";
      if (isDomainError(thrown) && thrown.message.includes("(NOPERM)")) return undefined;
      throw thrown;
    });
  if (read === undefined) return readAndScan(source, keyspace, keys, cursor, reading);
  const { values, beside } = read;
  const sessions = keys.flatMap((key, index) => {
    const value = values[index];
    return value === undefined ? [] : [{ key, ...value }];
  });
  if (cursor === undefined) return { sessions, cursor: undefined, keys: [] };
  return { sessions, ...nextOf(source, keyspace, beside[0]) };
}

function readAtOnce(redis: Redis, { config }: CompiledKeyspace, keys: Buffer[], after: (pipeline: Pipeline) => void) {
  const fields = factFields(config);
  return fields === undefined ? readWholeStrings(redis, keys, after) : readFactFields(redis, fields, keys, after);
}

function learn(reading: Reading, sessions: readonly ScannedSession[]): void {
  if (sessions.some(({ raw }) => !(raw instanceof Map) && raw.length > SMALL_BYTES)) reading.way = "carefully";
  else if (sessions.length > 0 && reading.way === "pieces") reading.way = "whole";
}

function nextOf(source: RedisHandle, keyspace: CompiledKeyspace, reply: unknown) {
  if (!Array.isArray(reply) || !Array.isArray(reply[1])) {
    throw new DomainError("REDIS_REPLIED_ERROR", "The instance gave no list of its keys.", { where: source.address });
  }
  const cursor = String(reply[0]);
  const keys = reply[1].filter((key): key is Buffer => Buffer.isBuffer(key) && keyspace.owns(key));
  return { cursor: cursor === "0" ? undefined : cursor, keys };
}

/** PTTL answers -2 for what has ended since. */
async function withTimesToLive(
  source: RedisHandle,
  keyspace: CompiledKeyspace,
  sessions: readonly ScannedSession[],
): Promise<FoundSession[]> {
  if (sessions.length === 0) return [];
  const times = await source.run("PTTL", (redis) => Promise.all(sessions.map(({ key }) => redis.pttl(key))));
  return sessions.flatMap((session, index) => {
    const ttlMs = times[index] ?? -2;
    return ttlMs === -2 ? [] : [{ ...session, keyspace, ttlMs }];
  });
}

function isUnread({ config }: CompiledKeyspace, { raw, isWhole }: ScannedSession): boolean {
  return !isWhole && sessionFacts(config, decodeSession(config, raw)).userId === undefined;
}
