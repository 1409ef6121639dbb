import { startKeyScan } from "#lib/keys/scan-keys.ts";
import { defineOperation } from "#lib/operation.ts";
import type { RedisHandle } from "#lib/redis/deployment-connections.ts";
import { type ReadingSource, readingSource } from "#lib/redis/reading-source.ts";
import { type CompiledCache, caches } from "./cache-keyspace.ts";
import { describeKeys } from "./describe-keys.ts";
import { groupByNamespace, type SampledKey } from "./group-by-namespace.ts";
import { type NamespaceSample, SampleNamespacesInput } from "./schema.ts";

const MOST_KEYS = 20_000;
const WITHIN_MS = 2_000;
const KEYS_A_CALL = 1_000;
/** Asking for memory costs more than finding a key, so only so many of them are asked about. */
const MOST_MEASURED = 1_000;

/** What the caches hold, by the beginnings of their keys, worked out from a bounded sample. */
export const sampleNamespaces = defineOperation({
  name: "cache.sample",
  summary: "see what a cache holds",
  kind: "read",
  roles: ["support", "engineer", "sre"],
  input: SampleNamespacesInput,
  async run({ services, signal }, { deployment }): Promise<NamespaceSample> {
    const connections = services.deployments.get(deployment);
    const all = caches(connections.config);
    const sample: NamespaceSample = {
      at: services.now(),
      keyspaces: all.map(({ config: { name, label, db } }) => ({ name, label, db })),
      namespaces: [],
      sampledKeys: 0,
      isWhole: true,
      source: null,
    };
    for (const cache of all) {
      const source = await readingSource(connections, cache.config.db, "replica");
      const part = await sampleOne(cache, source, signal);
      sample.namespaces.push(...part.namespaces);
      sample.sampledKeys += part.sampledKeys;
      sample.isWhole &&= part.isWhole;
      sample.source = { address: source.handle.address, role: source.role };
    }
    return sample;
  },
});

async function sampleOne(
  cache: CompiledCache,
  { handle }: ReadingSource,
  signal: AbortSignal,
): Promise<Pick<NamespaceSample, "namespaces" | "sampledKeys" | "isWhole">> {
  const until = performance.now() + WITHIN_MS;
  // Not by the cache's own glob: what else is in the database must count for the share that was seen.
  const scan = await startKeyScan(handle, { glob: Buffer.from("*"), owns: cache.owns });
  const keys: Buffer[] = [];
  let fraction = 0;
  while (!scan.isDone && keys.length < MOST_KEYS && performance.now() < until && !signal.aborted) {
    const batch = await scan.next(KEYS_A_CALL);
    keys.push(...batch.keys);
    fraction = batch.fraction;
  }
  const sampled = await measureSome(handle, keys);
  const share = scan.isDone ? 1 : Math.max(fraction, 1e-6);
  return {
    namespaces: groupByNamespace(cache.config.name, sampled, share),
    sampledKeys: keys.length,
    isWhole: scan.isDone && keys.length <= MOST_MEASURED,
  };
}

/** Evenly spread over the sample, so that each beginning gets its part. */
async function measureSome(handle: RedisHandle, keys: readonly Buffer[]): Promise<SampledKey[]> {
  const every = Math.max(1, Math.ceil(keys.length / MOST_MEASURED));
  const chosen = keys.filter((_, index) => index % every === 0);
  const facts = new Map((await describeKeys(handle, chosen)).map((fact) => [fact.key, fact]));
  return keys.map((key) => {
    const fact = facts.get(key.toString("base64url"));
    return { key, memoryBytes: fact?.memoryBytes ?? null, isForever: fact === undefined ? null : fact.ttlMs === null };
  });
}
