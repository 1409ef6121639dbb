import type { RestoreUndo } from "#components/undo/restore-undo.ts";
import type { StartedJob } from "#lib/jobs/schema.ts";
import type { RateLimit, ResetLimits, ResetPatternInput, ResetPlan } from "#lib/rate-limits/schema.ts";
import type { Result } from "#lib/result.ts";

/** What the page hands down: the server's actions, each deciding by itself who may. */
export interface LimitActions {
  reset(input: {
    deployment: string;
    limits: Pick<RateLimit, "keyspace" | "key">[];
    reason: string;
  }): Promise<Result<ResetLimits>>;
  planReset(input: { deployment: string; keyspace: string; pattern: string }): Promise<Result<ResetPlan>>;
  resetByPattern(input: ResetPatternInput): Promise<Result<StartedJob>>;
  restoreUndo: RestoreUndo;
  confirmIdentity(input: { password: string }): Promise<Result<unknown>>;
}

export interface LimitRights {
  mayReset: boolean;
  mayResetByPattern: boolean;
}
