import { DomainError, isDomainError } from "#lib/errors.ts";
import type { DeploymentConnections, RedisHandle } from "#lib/redis/deployment-connections.ts";
import type { RawSession } from "#lib/sessions/codecs/decode-session.ts";
import { queueReads, takeReads } from "./read-raw-sessions.ts";
import { scanFraction } from "./scan-fraction.ts";
import type { CompiledKeyspace } from "./session-keyspace.ts";

/** Blocks the server for about half a millisecond a call; ten times as many would be felt. */
const KEYS_A_CALL = 500;
const MOST_RESTARTS = 5;
const BATCH_TIMEOUT_MS = 5_000;

export interface ScannedSession {
  key: Buffer;
  raw: RawSession;
}

export interface ScanBatch {
  source: RedisHandle;
  sessions: ScannedSession[];
  /** Of this keyspace, 0 to 1; never goes back. */
  fraction: number;
  keys: number;
}

interface ScanRequest {
  connections: DeploymentConnections;
  keyspace: CompiledKeyspace;
  signal: AbortSignal;
  /** The verified master, for proof; else a replica where there is one. */
  from: "replica" | "master";
}

export async function readingHandle(
  connections: DeploymentConnections,
  db: number,
  from: "replica" | "master",
): Promise<RedisHandle> {
  const replica = from === "replica" ? await connections.replica(db) : undefined;
  return replica ?? connections.master(db, "read");
}

/**
 * Every session of a keyspace, batch by batch; the next SCAN travels with the reads of the last one's keys. A cursor
 * means nothing to another server, so after a lost connection or a failover it begins again.
 */
export async function* scanSessions(request: ScanRequest): AsyncGenerator<ScanBatch> {
  let best = 0;
  for (let restarts = 0; ; restarts++) {
    try {
      for await (const batch of scanOnce(request)) {
        best = Math.max(best, batch.fraction);
        yield { ...batch, fraction: best };
      }
      return;
    } catch (thrown) {
      if (!isPassing(thrown) || restarts >= MOST_RESTARTS || request.signal.aborted) throw thrown;
    }
  }
}

async function* scanOnce({ connections, keyspace, signal, from }: ScanRequest): AsyncGenerator<ScanBatch> {
  const { db } = keyspace.config;
  const source = await readingHandle(connections, db, from);
  const size = await source.run("DBSIZE", (redis) => redis.dbsize());
  let keys: Buffer[] = [];
  let cursor: string | undefined = "0";
  let seen = 0;
  while (cursor !== undefined || keys.length > 0) {
    if (signal.aborted) return;
    const step = await readAndScan(source, keyspace, keys, cursor);
    seen += keys.length;
    const fraction = step.cursor === undefined ? 1 : scanFraction(BigInt(step.cursor), size);
    yield { source, sessions: step.sessions, fraction, keys: seen };
    keys = step.keys;
    cursor = step.cursor;
  }
}

async function readAndScan(
  source: RedisHandle,
  keyspace: CompiledKeyspace,
  keys: Buffer[],
  cursor: string | undefined,
) {
  const replies = await source.run(
    "SCAN",
    (redis) => {
      const pipeline = redis.pipeline();
      queueReads(pipeline, keyspace.config, keys);
      if (cursor !== undefined) pipeline.scanBuffer(cursor, "MATCH", keyspace.template.glob, "COUNT", KEYS_A_CALL);
      return pipeline.exec();
    },
    { timeoutMs: BATCH_TIMEOUT_MS },
  );
  const raws = takeReads(keyspace.config, replies, keys.length);
  const sessions = keys.flatMap((key, index) => {
    const raw = raws[index];
    return raw === undefined ? [] : [{ key, raw }];
  });
  return { sessions, ...(cursor === undefined ? { cursor: undefined, keys: [] } : nextOf(source, keyspace, replies)) };
}

function nextOf(
  source: RedisHandle,
  keyspace: CompiledKeyspace,
  replies: [Error | null, unknown][] | null,
): { cursor: string | undefined; keys: Buffer[] } {
  const [error, reply] = replies?.at(-1) ?? [null, undefined];
  if (error || !Array.isArray(reply) || !Array.isArray(reply[1])) {
    throw new DomainError("REDIS_REPLIED_ERROR", "The instance refused to list its keys.", {
      where: source.address,
      advice: "The console's reader needs the command SCAN.",
    });
  }
  const cursor = String(reply[0]);
  const keys = reply[1].filter((key): key is Buffer => Buffer.isBuffer(key) && keyspace.owns(key));
  return { cursor: cursor === "0" ? undefined : cursor, keys };
}

/** What a failover or a restart brings about, and a new beginning may mend. */
function isPassing(thrown: unknown): boolean {
  return isDomainError(thrown) && (thrown.code === "TIMEOUT" || thrown.code === "REDIS_UNREACHABLE");
}
