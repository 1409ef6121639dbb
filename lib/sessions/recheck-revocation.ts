import { DomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import { proveAndRecord, recheckOnce } from "./follow-up.ts";
import { openSession, openUsers, toRevocation } from "./ledger-rows.ts";
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
    const connections = services.deployments.get(deployment);
    const sealed = await db
      .selectFrom("revoked_session")
      .selectAll()
      .where("revocation_id", "=", id)
      .where("outcome", "not in", ["kept", "changed-owner"])
      .execute();
    if (sealed.length === 0) {
      throw new DomainError("CONFLICT", "The revocation deleted nothing, so there is nothing to look at again.", {
        advice: "Search for the sessions and revoke what is there.",
      });
    }
    const sessions = sealed.map((one) => openSession(services, one));
    const plan = { userIds: openUsers(services, row), sessions, replicas: Math.max(0, row.replicas_total) };
    const back = await recheckOnce(services, connections, id, plan);
    await proveAndRecord(services, connections, id, plan, "master");
    await db
      .updateTable("revocation")
      .set({ state: back > 0 ? "came-back" : "gone" })
      .where("id", "=", id)
      .execute();
    const after = await db.selectFrom("revocation").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
    return toRevocation(after, services.now());
  },
});
