import { log } from "#lib/log.ts";
import type { Role } from "#lib/roles.ts";
import type { Services } from "#lib/services.ts";

interface SignInOutcome {
  requestId: string;
  provider: "password" | "oidc";
  phase: "succeeded" | "refused";
  address: string;
  /** Undefined for a name that nobody has: what was typed there may be a password. */
  person?: { userId: string; name: string; role: Role };
  errorCode?: string;
}

/** Enters an attempt to sign in into the audit log. A success that cannot be recorded is no success. */
export async function recordSignIn({ audit }: Pick<Services, "audit">, outcome: SignInOutcome): Promise<void> {
  const { requestId, provider, phase, address, errorCode } = outcome;
  const person = outcome.person ?? { userId: "", name: "unknown", role: "none" as const };
  const entry = { requestId, phase, operation: `sign-in.${provider}`, actor: { ...person, address } };
  try {
    await audit.append(errorCode === undefined ? entry : { ...entry, errorCode });
  } catch (thrown) {
    if (phase === "succeeded") throw thrown;
    log.error("audit line lost", { requestId, operation: entry.operation, phase, thrown });
  }
}
