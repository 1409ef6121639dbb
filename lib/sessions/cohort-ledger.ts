import type { Services } from "#lib/services.ts";
import type { RevocationRow } from "#lib/store/tables.ts";
import type { DeletionOutcome } from "./delete-sessions.ts";
import { sealSession } from "./ledger-rows.ts";
import type { PlannedSession } from "./revocation-plan.ts";

/** Half a million sessions have the same eight digits as another; twice as many digits do not meet by chance. */
function longTag({ seal }: Services, deployment: string, { keyspace, key }: PlannedSession): string {
  return seal.tag(`session ${deployment} ${keyspace}`, key);
}

/** Writes down what is about to be deleted; what is there from an earlier attempt stays. */
export async function planInLedger(
  services: Services,
  { id, deployment }: Pick<RevocationRow, "id" | "deployment">,
  sessions: readonly PlannedSession[],
): Promise<void> {
  if (sessions.length === 0) return;
  const rows = sessions.map((session) => ({
    revocation_id: id,
    keyspace: session.keyspace,
    sealed_key: sealSession(services, session),
    key_tag: longTag(services, deployment, session),
    outcome: "planned",
  }));
  await services.store.db
    .insertInto("revoked_session")
    .values(rows)
    .onConflict((conflict) => conflict.columns(["revocation_id", "keyspace", "key_tag"]).doNothing())
    .execute();
}

/** What was deleted once stays so, also when a later look finds it gone. */
export async function recordInLedger(
  services: Services,
  { id, deployment }: Pick<RevocationRow, "id" | "deployment">,
  outcomes: ReadonlyMap<PlannedSession, DeletionOutcome>,
): Promise<void> {
  for (const [outcome, group] of Map.groupBy(outcomes, ([, one]) => one)) {
    await services.store.db
      .updateTable("revoked_session")
      .set({ outcome })
      .where("revocation_id", "=", id)
      .where(
        "key_tag",
        "in",
        group.map(([session]) => longTag(services, deployment, session)),
      )
      .where("outcome", "<>", "deleted")
      .execute();
  }
}

/** How many had which outcome, of all attempts together. */
export async function countInLedger({ store }: Services, id: string): Promise<Record<string, number>> {
  const rows = await store.db
    .selectFrom("revoked_session")
    .select(["outcome", ({ fn }) => fn.countAll().as("count")])
    .where("revocation_id", "=", id)
    .groupBy("outcome")
    .execute();
  return Object.fromEntries(rows.map(({ outcome, count }) => [outcome, Number(count)]));
}
