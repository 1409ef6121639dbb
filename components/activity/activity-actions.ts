import type { AuditVerification } from "#lib/audit/schema.ts";
import type { Job } from "#lib/jobs/schema.ts";
import type { Result } from "#lib/result.ts";

type JobAction = (input: { deployment: string; id: string }) => Promise<Result<Job>>;

/** What the page hands down: the server's actions, each deciding by itself who may. */
export interface ActivityActions {
  cancelJob: JobAction;
  resumeJob: JobAction;
  verifyAudit(input: Record<string, never>): Promise<Result<AuditVerification>>;
  endSignIn(input: { id: string; reason: string }): Promise<Result<unknown>>;
  confirmIdentity(input: { password: string }): Promise<Result<unknown>>;
}
