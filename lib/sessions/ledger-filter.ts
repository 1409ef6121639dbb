import type { ExpressionBuilder } from "kysely";
import type { Actor } from "#lib/context.ts";
import type { Tables } from "#lib/store/tables.ts";
import type { LedgerFilter } from "./schema.ts";

/** What a person may read of the ledger, and asks for: support reads its own. */
export function inLedger(
  { eb, and, or, fn, val }: ExpressionBuilder<Tables, "revocation">,
  actor: Pick<Actor, "role" | "userId">,
  deployment: string,
  { find, state }: LedgerFilter,
) {
  // Neither SQLite nor PostgreSQL is asked to read a pattern: the text is looked for as it is, in any case.
  const text = find?.toLowerCase();
  const holds = (column: "subject" | "user_name" | "reason") =>
    eb(fn("replace", [fn("lower", [column]), val(text), val("")]), "<>", fn("lower", [column]));
  return and([
    eb("deployment", "=", deployment),
    ...(actor.role === "support" ? [eb("user_id", "=", actor.userId)] : []),
    ...(text === undefined ? [] : [or([holds("subject"), holds("user_name"), holds("reason")])]),
    ...(state === undefined ? [] : [eb("state", "=", state)]),
  ]);
}
