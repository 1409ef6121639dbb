import type { State } from "#components/ui/state.tsx";
import type { Revocation } from "#lib/sessions/schema.ts";

/** The ledger's last column. */
export function stillGone({ recheck, cameBack, isAuthoritative }: Revocation): { state: State; word: string } {
  if (recheck === "pending") return { state: "info", word: "checking" };
  if (recheck === "came-back") return { state: "critical", word: `no, ${cameBack} came back` };
  if (recheck === "unknown") return { state: "unknown", word: "not known" };
  return isAuthoritative ? { state: "ok", word: "yes" } : { state: "info", word: "yes, keys only" };
}
