import { setTimeout as delay } from "node:timers/promises";
import { isDomainError } from "#lib/errors.ts";
import { startKeyScan } from "#lib/keys/scan-keys.ts";
import { createServerPace, type ServerPace } from "#lib/keys/server-pace.ts";
import { typicalPing, watchLatency } from "#lib/keys/watch-latency.ts";
import type { RedisHandle } from "#lib/redis/deployment-connections.ts";
import { parseInfo } from "#lib/redis/parse-info.ts";
import { createLargestKeys, type LargestKeys } from "./largest-keys.ts";
import { measureKeys } from "./measure-keys.ts";

const MOST_KEYS = 200_000;
const WITHIN_MS = 60_000;

interface BigKeyScan {
  /** A client on the one instance that is sampled, for each of its logical databases. */
  open(db: number): Promise<RedisHandle>;
  signal: AbortSignal;
}

export interface BigKeyStep {
  readonly fraction: number;
  readonly keys: number;
  readonly refused: number;
  readonly largest: LargestKeys;
  /** Why it ends before all was seen. */
  readonly why: string | null;
}

/** Looks at the keys of all logical databases, in number and time no more than an instance bears beside its work. */
export async function* scanBigKeys({ open, signal }: BigKeyScan): AsyncGenerator<BigKeyStep> {
  const first = await open(0);
  const databases = parseInfo(await first.run("INFO keyspace", (redis) => redis.info("keyspace"))).keyspace;
  const total = databases.reduce((sum, { keys }) => sum + keys, 0);
  const pace = createServerPace(await typicalPing(first));
  const watching = new AbortController();
  const watched = watchLatency(first, pace.hear, AbortSignal.any([signal, watching.signal]));
  const sums = { keys: 0, refused: 0, before: 0 };
  const largest = createLargestKeys();
  const until = performance.now() + WITHIN_MS;
  const step = (fraction: number, why: string | null): BigKeyStep => ({ ...sums, fraction, largest, why });
  let fraction = 0;
  try {
    for (const { db, keys } of databases) {
      for await (const share of scanDatabase(await open(db), pace, largest, sums)) {
        fraction = total === 0 ? 1 : Math.max(fraction, (sums.before + share * keys) / total);
        const why = whyStop(sums.keys, until, signal);
        yield step(fraction, why);
        if (why !== null) return;
      }
      sums.before += keys;
    }
    yield step(1, null);
  } catch (thrown) {
    // What was found until then is still true.
    if (!isDomainError(thrown) || sums.keys === 0) throw thrown;
    yield step(fraction, thrown.message);
  } finally {
    watching.abort();
    await watched;
  }
}

async function* scanDatabase(
  handle: RedisHandle,
  pace: ServerPace,
  largest: LargestKeys,
  sums: { keys: number; refused: number },
): AsyncGenerator<number> {
  const scan = await startKeyScan(handle, { glob: Buffer.from("*"), owns: () => true });
  while (!scan.isDone) {
    const batch = await scan.next(pace.batch);
    const measured = await measureKeys(handle, batch.keys);
    for (const key of measured.keys) largest.add(key);
    sums.keys += batch.keys.length;
    sums.refused += measured.refused;
    yield batch.fraction;
    if (pace.restMs > 0) await delay(pace.restMs);
  }
}

function whyStop(keys: number, until: number, signal: AbortSignal): string | null {
  if (signal.aborted) return "The sample was stopped.";
  if (keys >= MOST_KEYS) return `A sample looks at ${MOST_KEYS.toLocaleString("en-GB")} keys at most.`;
  return performance.now() > until ? `A sample takes ${WITHIN_MS / 1000} seconds at most.` : null;
}
