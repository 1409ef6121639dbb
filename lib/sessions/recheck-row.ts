import { DomainError } from "#lib/errors.ts";
import type { Services } from "#lib/services.ts";
import type { RevocationRow } from "#lib/store/tables.ts";
import { proveAndRecord, recheckOnce } from "./follow-up.ts";
import { openSession, openUsers } from "./ledger-rows.ts";

/** Looks whether the sessions of one revocation are still gone, revokes again what is back, and writes down what it found. */
export async function recheckRow(
  services: Services,
  row: RevocationRow,
  except: readonly string[],
): Promise<RevocationRow> {
  const { db } = services.store;
  const connections = services.deployments.get(row.deployment);
  const sealed = await db
    .selectFrom("revoked_session")
    .selectAll()
    .where("revocation_id", "=", row.id)
    .where("outcome", "not in", except)
    .execute();
  if (sealed.length === 0) {
    throw new DomainError("CONFLICT", "The revocation deleted nothing, so there is nothing to look at again.", {
      advice: "Search for the sessions and revoke what is there.",
    });
  }
  const sessions = sealed.map((one) => openSession(services, one));
  const plan = { userIds: openUsers(services, row), sessions, replicas: Math.max(0, row.replicas_total) };
  const { back } = await recheckOnce(services, connections, row.id, plan);
  await proveAndRecord(services, connections, row.id, plan, "master");
  await db
    .updateTable("revocation")
    .set({ state: back > 0 ? "came-back" : "gone" })
    .where("id", "=", row.id)
    .execute();
  return db.selectFrom("revocation").selectAll().where("id", "=", row.id).executeTakeFirstOrThrow();
}
