import { DomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import type { RedisHandle } from "#lib/redis/deployment-connections.ts";
import { readingSource } from "#lib/redis/reading-source.ts";
import { cacheNamed } from "./cache-keyspace.ts";
import { describeKeys } from "./describe-keys.ts";
import { readValueRows } from "./read-value-rows.ts";
import { type CacheKey, type CacheValue, ShowValueInput } from "./schema.ts";
import { showKey } from "./show-bytes.ts";

/** The beginning of one value, never the whole of a large one. */
export const showCacheValue = defineOperation({
  name: "cache.show",
  summary: "see values of a cache",
  kind: "access",
  roles: ["engineer", "sre"],
  input: ShowValueInput,
  target: ({ deployment, keyspace, key }) => ({
    deployment,
    shown: `${keyspace}: ${showKey(Buffer.from(key, "base64url"), 200)}`,
  }),
  async run({ services }, { deployment, keyspace, key: encoded }): Promise<CacheValue> {
    const connections = services.deployments.get(deployment);
    const cache = cacheNamed(connections.config, keyspace);
    const bytes = Buffer.from(encoded, "base64url");
    if (!cache.owns(bytes)) {
      throw new DomainError("FORBIDDEN", `The key is none of the cache ${cache.config.label}.`, {
        advice: "Open it from the page of what it belongs to.",
      });
    }
    const { handle, role } = await readingSource(connections, cache.config.db, "replica");
    const [key] = await describeKeys(handle, [bytes]);
    if (key === undefined) throw new DomainError("NOT_FOUND", "The key is gone: it has expired or was deleted.");
    const { rows, isWhole } = await readRows(handle, bytes, key);
    const [only] = rows;
    const isJson = key.type === "string" && isWhole && only !== undefined && isJsonText(only.value.text);
    return { key, rows, isWhole, isJson, source: { address: handle.address, role } };
  },
});

async function readRows(handle: RedisHandle, bytes: Buffer, { type, size }: CacheKey) {
  return readValueRows(handle, bytes, type, size ?? 0);
}

function isJsonText(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch (thrown) {
    // Most values are no JSON, and that is no fault.
    if (!(thrown instanceof SyntaxError)) throw thrown;
    return false;
  }
}
