import { startKeyScan } from "#lib/keys/scan-keys.ts";
import type { DeploymentConnections, RedisHandle } from "#lib/redis/deployment-connections.ts";
import { readingSource } from "#lib/redis/reading-source.ts";
import { type CompiledLimiter, limiters } from "./limit-keyspace.ts";
import { readLimits } from "./read-limits.ts";
import type { LimitsBoard, RateLimit } from "./schema.ts";

const KEYS_A_CALL = 500;
/** Keys of limiters, in all. */
const MOST_KEYS = 100_000;
const WITHIN_MS = 3_000;
const SHOWN = 100;

/** One pass over the databases that hold limiters, bounded in time and keys: who is blocked now, and who is nearest to it. */
export async function scanBoard(
  connections: DeploymentConnections,
  now: () => number,
  signal: AbortSignal,
): Promise<LimitsBoard> {
  const all = limiters(connections.config);
  const board: LimitsBoard = {
    limits: [],
    looked: 0,
    isComplete: true,
    at: now(),
    source: null,
    perLimiter: all.map(({ config }) => ({ keyspace: config.name, label: config.label, counted: 0, blocked: 0 })),
  };
  const until = performance.now() + WITHIN_MS;
  const isOver = () => board.looked >= MOST_KEYS || performance.now() > until || signal.aborted;
  for (const [db, ofDatabase] of Map.groupBy(all, ({ config }) => config.db)) {
    const { handle, role } = await readingSource(connections, db, "replica");
    board.source = { address: handle.address, role };
    await scanDatabase(handle, ofDatabase, board, isOver);
  }
  return { ...board, at: now() };
}

async function scanDatabase(
  handle: RedisHandle,
  ofDatabase: readonly CompiledLimiter[],
  board: LimitsBoard,
  isOver: () => boolean,
): Promise<void> {
  const limiterOf = (key: Buffer) => ofDatabase.find((limiter) => limiter.counterOf(key) !== undefined);
  const scan = await startKeyScan(handle, {
    glob: sharedGlob(ofDatabase.flatMap(({ globs }) => globs)),
    owns: (key) => limiterOf(key) !== undefined,
  });
  // A counter is reached from each of its windows and blocks, and SCAN may return a key twice.
  const seen = new Set<string>();
  while (!scan.isDone) {
    if (isOver()) {
      board.isComplete = false;
      return;
    }
    const { keys } = await scan.next(KEYS_A_CALL);
    board.looked += keys.length;
    for (const [limiter, own] of Map.groupBy(keys, limiterOf)) {
      if (limiter === undefined) continue;
      const read = await readLimits(handle, limiter, own);
      const fresh = read.filter(({ keyspace, key }) => !seen.has(`${keyspace} ${key}`));
      for (const { keyspace, key } of fresh) seen.add(`${keyspace} ${key}`);
      add(board, limiter, fresh);
    }
  }
}

function add(board: LimitsBoard, { config }: CompiledLimiter, limits: readonly RateLimit[]): void {
  const sum = board.perLimiter.find(({ keyspace }) => keyspace === config.name);
  if (sum !== undefined) {
    sum.counted += limits.length;
    sum.blocked += limits.filter(({ isBlocked }) => isBlocked).length;
  }
  board.limits = fullest([...board.limits, ...limits]);
}

/** What all globs begin with: one pass serves every limiter of a database, and leaves out what none can own. */
export function sharedGlob(globs: readonly Buffer[]): Buffer {
  const [first = Buffer.from("*"), ...others] = globs;
  if (others.length === 0) return first;
  let length = 0;
  while (length < first.length && others.every((other) => other[length] === first[length])) length += 1;
  // Neither a wildcard nor half an escape may end the beginning.
  const special = first.subarray(0, length).findIndex((byte) => byte === 0x2a || byte === 0x5c);
  const beginning = first.subarray(0, special === -1 ? length : special);
  return Buffer.concat([beginning, Buffer.from("*")]);
}

/** The blocked first, those that wait longest before the others; then the nearest to their limit. */
function fullest(limits: RateLimit[]): RateLimit[] {
  const share = ({ used, limit }: RateLimit) => (used === null || limit === null ? 0 : used / limit);
  return limits
    .sort(
      (one, other) =>
        Number(other.isBlocked) - Number(one.isBlocked) ||
        (one.isBlocked ? waiting(other) - waiting(one) : share(other) - share(one)),
    )
    .slice(0, SHOWN);
}

function waiting({ blockedForMs }: RateLimit): number {
  return blockedForMs ?? Number.MAX_SAFE_INTEGER;
}
