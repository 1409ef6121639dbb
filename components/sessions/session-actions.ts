import type { StartedJob } from "#lib/jobs/schema.ts";
import type { Result } from "#lib/result.ts";
import type { Revocation, RevocationPlan, RevocationScope, SessionDetails } from "#lib/sessions/schema.ts";

interface RevokeInput {
  deployment: string;
  plan: string;
  reason: string;
}

/** What the page hands down: the server's actions, each deciding by itself who may. */
export interface SessionActions {
  planRevocation(input: { deployment: string; of: RevocationScope }): Promise<Result<RevocationPlan>>;
  revoke(input: RevokeInput): Promise<Result<Revocation>>;
  /** For a plan that is large: asks for a fresh proof of identity. */
  revokeMany(input: RevokeInput): Promise<Result<Revocation>>;
  recheck(input: { deployment: string; id: string }): Promise<Result<Revocation>>;
  /** For a whole group of people; starts a job. */
  revokeCohort(input: RevokeInput & { typed: string }): Promise<Result<StartedJob>>;
  viewSession(input: { deployment: string; ref: string }): Promise<Result<SessionDetails>>;
  confirmIdentity(input: { password: string }): Promise<Result<unknown>>;
}
