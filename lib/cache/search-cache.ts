import type { OperationContext } from "#lib/context.ts";
import { startKeyScan } from "#lib/keys/scan-keys.ts";
import { defineOperation } from "#lib/operation.ts";
import { type ReadingSource, readingSource } from "#lib/redis/reading-source.ts";
import { type CompiledCache, cacheNamed } from "./cache-keyspace.ts";
import { describeKeys } from "./describe-keys.ts";
import { type CacheSearchEvent, SearchCacheInput } from "./schema.ts";

const KEYS_A_CALL = 1_000;
const MOST_ROWS = 1_000;
const PROGRESS_EVERY_MS = 100;

/** Finds the keys of a cache that fit a pattern, on a replica where there is one. */
export const searchCache = defineOperation({
  name: "cache.search",
  summary: "search a cache",
  kind: "read",
  roles: ["support", "engineer", "sre"],
  input: SearchCacheInput,
  async run(ctx, { deployment, keyspace, pattern }): Promise<AsyncIterable<CacheSearchEvent>> {
    const connections = ctx.services.deployments.get(deployment);
    const cache = cacheNamed(connections.config, keyspace);
    const source = await readingSource(connections, cache.config.db, "replica");
    return search(ctx, cache, pattern, source);
  },
});

async function* search(
  { signal }: OperationContext,
  cache: CompiledCache,
  pattern: string,
  { handle, role }: ReadingSource,
): AsyncGenerator<CacheSearchEvent> {
  yield { type: "source", source: { address: handle.address, role } };
  const scan = await startKeyScan(handle, { glob: Buffer.from(pattern), owns: cache.owns });
  let [matched, spared, shown, toldAt] = [0, 0, 0, 0];
  while (!scan.isDone) {
    if (signal.aborted) {
      yield { type: "finished", isComplete: false, matched, spared, why: "The search was stopped." };
      return;
    }
    const { keys, others, fraction } = await scan.next(KEYS_A_CALL);
    matched += keys.length;
    spared += others.length;
    const found = await describeKeys(handle, keys.slice(0, MOST_ROWS - shown));
    shown += found.length;
    if (found.length > 0) yield { type: "found", keys: found };
    if (performance.now() - toldAt < PROGRESS_EVERY_MS) continue;
    toldAt = performance.now();
    yield { type: "progress", fraction, matched, spared };
  }
  const why = matched > shown ? `${matched} keys fit; ${shown} of them are shown.` : null;
  yield { type: "finished", isComplete: why === null, matched, spared, why };
}
