import type { CacheValue, DeletedCacheKeys } from "#lib/cache/schema.ts";
import type { Result } from "#lib/result.ts";

/** What the page hands down: the server's actions, each deciding by itself who may. */
export interface CacheActions {
  showValue(input: { deployment: string; keyspace: string; key: string }): Promise<Result<CacheValue>>;
  deleteKeys(input: {
    deployment: string;
    keyspace: string;
    keys: string[];
    reason: string;
  }): Promise<Result<DeletedCacheKeys>>;
}
