import type { JobActions } from "#components/jobs/job-actions.ts";
import type { AuditVerification } from "#lib/audit/schema.ts";
import type { Result } from "#lib/result.ts";

/** What the page hands down: the server's actions, each deciding by itself who may. */
export interface ActivityActions extends JobActions {
  verifyAudit(input: Record<string, never>): Promise<Result<AuditVerification>>;
  endSignIn(input: { id: string; reason: string }): Promise<Result<unknown>>;
  confirmIdentity(input: { password: string }): Promise<Result<unknown>>;
}
