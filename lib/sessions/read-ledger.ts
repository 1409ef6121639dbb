import { DomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import { inLedger } from "./ledger-filter.ts";
import { toRevocation } from "./ledger-rows.ts";
import { type Ledger, LedgerInput, type Revocation, RevocationInput } from "./schema.ts";

const PAGE = 50;

/** Who revoked whose sessions, why, how many, and whether they are still gone; support reads its own. */
export const readLedger = defineOperation({
  name: "session.ledger",
  summary: "read the ledger of revocations",
  kind: "read",
  roles: ["support", "sre"],
  input: LedgerInput,
  async run({ services, actor }, { deployment, before, beforeId, ...filter }): Promise<Ledger> {
    services.deployments.get(deployment);
    let query = services.store.db
      .selectFrom("revocation")
      .selectAll()
      .where((eb) => inLedger(eb, actor, deployment, filter));
    if (before !== undefined) {
      query = query.where(({ eb, or, and }) =>
        or([eb("at", "<", before), and([eb("at", "=", before), eb("id", "<", beforeId ?? "")])]),
      );
    }
    const rows = await query
      .orderBy("at", "desc")
      .orderBy("id", "desc")
      .limit(PAGE + 1)
      .execute();
    return {
      revocations: rows.slice(0, PAGE).map((row) => toRevocation(row, services.now())),
      isLast: rows.length <= PAGE,
    };
  },
});

/** One revocation as it stands now: its re-checks report here. */
export const readRevocation = defineOperation({
  name: "session.revocation",
  summary: "read a revocation",
  kind: "read",
  roles: ["support", "sre"],
  input: RevocationInput,
  async run({ services, actor }, { deployment, id }): Promise<Revocation> {
    const row = await services.store.db
      .selectFrom("revocation")
      .selectAll()
      .where("id", "=", id)
      .where("deployment", "=", deployment)
      .executeTakeFirst();
    if (row === undefined || (actor.role === "support" && row.user_id !== actor.userId)) {
      throw new DomainError("NOT_FOUND", "There is no such revocation.");
    }
    return toRevocation(row, services.now());
  },
});
