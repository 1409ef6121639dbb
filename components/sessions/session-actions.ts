import type { Result } from "#lib/result.ts";
import type {
  Revocation,
  RevocationPlan,
  RevocationScope,
  SessionDetails,
} from "#lib/sessions/schema.ts";

/** What the page hands down: the server's actions, each deciding by itself who may. */
export interface SessionActions {
  planRevocation(input: { deployment: string; of: RevocationScope }): Promise<Result<RevocationPlan>>;
  revoke(input: { deployment: string; plan: string; reason: string }): Promise<Result<Revocation>>;
  viewSession(input: { deployment: string; ref: string }): Promise<Result<SessionDetails>>;
  confirmIdentity(input: { password: string }): Promise<Result<unknown>>;
}
