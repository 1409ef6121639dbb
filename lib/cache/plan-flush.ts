import type { OperationContext } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { startKeyScan } from "#lib/keys/scan-keys.ts";
import { defineOperation } from "#lib/operation.ts";
import { readingSource } from "#lib/redis/reading-source.ts";
import { undoOutlook } from "#lib/undo/undo-limits.ts";
import { type CompiledCache, cacheNamed } from "./cache-keyspace.ts";
import { describeKeys } from "./describe-keys.ts";
import { flushPlan, LARGE_FLUSH } from "./flush-plan.ts";
import { type FlushPlan, PlanFlushInput } from "./schema.ts";
import { tallyExpiries } from "./tally-expiries.ts";

const KEYS_A_CALL = 1_000;
const SHOWN = 20;
/** Spread over all that fits, for what they take in memory. */
const MEASURED = 200;
/** Measured on loopback with batches that others do not feel; a network makes it longer. */
const KEYS_A_SECOND = 100_000;

/** Says exactly what a flush would delete, and what it would spare, before anything is deleted. */
export const planFlush = defineOperation({
  name: "cache.plan-flush",
  summary: "plan the flush of a cache",
  kind: "read",
  roles: ["engineer", "sre"],
  input: PlanFlushInput,
  async run(ctx, { deployment, keyspace, pattern }): Promise<FlushPlan> {
    const { services } = ctx;
    const connections = services.deployments.get(deployment);
    const cache = cacheNamed(connections.config, keyspace);
    const { handle, role } = await readingSource(connections, cache.config.db, "replica");
    const found = await countAll(ctx, cache, pattern, handle);
    const described = await describeKeys(handle, found.sample);
    const measured = described.flatMap(({ memoryBytes }) => memoryBytes ?? []);
    const typical = measured.length === 0 ? 0 : measured.reduce((sum, bytes) => sum + bytes, 0) / measured.length;
    const estimatedBytes = Math.round(typical * found.count);
    const isLarge = found.count > LARGE_FLUSH;
    const { label, name } = cache.config;
    const plan = { deployment, keyspace, pattern, count: found.count, estimatedBytes, by: ctx.actor.userId };
    return {
      ...flushPlan.seal(services, plan),
      keyspace: name,
      label,
      pattern,
      count: found.count,
      spared: [...found.spared].map(([owner, count]) => ({ label: owner, count })),
      sample: described.slice(0, SHOWN),
      estimatedBytes,
      estimatedMs: Math.round((found.visited / KEYS_A_SECOND) * 1_000),
      expiries: tallyExpiries(described),
      isLarge,
      undo: undoOutlook(connections, { keys: found.count, bytes: estimatedBytes }),
      source: { address: handle.address, role },
    };
  },
});

interface Counted {
  count: number;
  visited: number;
  spared: Map<string, number>;
  sample: Buffer[];
}

async function countAll(
  { signal }: OperationContext,
  cache: CompiledCache,
  pattern: string,
  handle: Parameters<typeof startKeyScan>[0],
): Promise<Counted> {
  const found: Counted = { count: 0, visited: 0, spared: new Map(), sample: [] };
  const visited = await handle.run("DBSIZE", (redis) => redis.dbsize());
  const scan = await startKeyScan(handle, { glob: Buffer.from(pattern), owns: cache.owns });
  while (!scan.isDone) {
    if (signal.aborted) throw new DomainError("CONFLICT", "The counting was stopped, so there is no plan.");
    const { keys, others } = await scan.next(KEYS_A_CALL);
    found.count += keys.length;
    sampleEvenly(found, keys);
    for (const key of others) {
      const owner = cache.ownerOf(key);
      found.spared.set(owner, (found.spared.get(owner) ?? 0) + 1);
    }
  }
  return { ...found, visited };
}

/** Keeps a reservoir: each key that fits is as likely to be in the sample. */
function sampleEvenly(found: Counted, keys: readonly Buffer[]): void {
  const before = found.count - keys.length;
  for (const [index, key] of keys.entries()) {
    if (found.sample.length < MEASURED) {
      found.sample.push(key);
      continue;
    }
    const place = Math.floor(Math.random() * (before + index + 1));
    if (place < MEASURED) found.sample[place] = key;
  }
}
