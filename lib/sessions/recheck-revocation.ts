import { DomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import { toRevocation } from "./ledger-rows.ts";
import { recheckRow } from "./recheck-row.ts";
import { type Revocation, RevocationInput } from "./schema.ts";

/** Looks now whether what was revoked is still gone, and revokes again what is back. */
export const recheckRevocation = defineOperation({
  name: "session.recheck",
  summary: "check a revocation again",
  kind: "change",
  roles: ["support", "sre"],
  input: RevocationInput,
  target: ({ deployment, id }) => ({ deployment, shown: `revocation ${id}` }),
  count: ({ cameBack }: Revocation) => cameBack,
  async run({ services, actor }, { deployment, id }): Promise<Revocation> {
    const { db } = services.store;
    const row = await db
      .selectFrom("revocation")
      .selectAll()
      .where("id", "=", id)
      .where("deployment", "=", deployment)
      .executeTakeFirst();
    if (row === undefined || (actor.role === "support" && row.user_id !== actor.userId)) {
      throw new DomainError("NOT_FOUND", "There is no such revocation.");
    }
    if (row.is_cohort === 1) {
      throw new DomainError("CONFLICT", "A whole group is not looked at again session by session.", {
        advice: "Make the plan of the group again: it finds whatever fits now.",
      });
    }
    return toRevocation(await recheckRow(services, row, ["kept", "changed-owner"]), services.now());
  },
});
