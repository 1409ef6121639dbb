import type { CacheActions } from "#components/cache/cache-actions.ts";
import type { LimitActions } from "#components/rate-limits/limit-actions.ts";
import type { SessionActions } from "#components/sessions/session-actions.ts";
import type { CaseOutcome, CasePlan } from "#lib/cases/schema.ts";
import type { RateLimit } from "#lib/rate-limits/schema.ts";
import type { Result } from "#lib/result.ts";

/** What the page hands down: the server's actions, each deciding by itself who may. */
export interface CaseActions extends Omit<SessionActions, "revokeCohort">, Pick<LimitActions, "reset" | "restoreUndo"> {
  planCase(input: {
    deployment: string;
    userId: string;
    limits: Pick<RateLimit, "keyspace" | "key">[];
  }): Promise<Result<CasePlan>>;
  clearCase(input: { deployment: string; plan: string; reason: string }): Promise<Result<CaseOutcome>>;
  deleteKeys: CacheActions["deleteKeys"];
}
