import type { RestoreUndo } from "#components/undo/restore-undo.ts";
import type { CacheValue, DeletedCacheKeys, FlushInput, FlushPlan } from "#lib/cache/schema.ts";
import type { StartedJob } from "#lib/jobs/schema.ts";
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
  restoreUndo: RestoreUndo;
  planFlush(input: { deployment: string; keyspace: string; pattern: string }): Promise<Result<FlushPlan>>;
  flush(input: FlushInput): Promise<Result<StartedJob>>;
  /** For a plan that is large: asks for a fresh proof of identity. */
  flushLarge(input: FlushInput): Promise<Result<StartedJob>>;
  confirmIdentity(input: { password: string }): Promise<Result<unknown>>;
}
