import type { Services } from "#lib/services.ts";
import type { RevocationRow } from "#lib/store/tables.ts";
import type { Applied, Progress } from "./apply-plan.ts";
import { keyTag } from "./ledger-rows.ts";
import type { Plan, PlannedSession } from "./revocation-plan.ts";

/** What became of a session; unknown: its deletion was sent and not answered; kept: nothing was sent. */
type KnownOutcome = "deleted" | "already-gone" | "changed-owner" | "unknown" | "kept";

/** Writes into the ledger what became of each session; without `replicas` the revocation ended with an error. */
export async function recordOutcomes(
  services: Services,
  row: RevocationRow,
  { sessions }: Plan,
  { outcomes, sent }: Progress,
  replicas: Applied["replicas"] | undefined,
): Promise<RevocationRow> {
  const outcomeOf = (session: PlannedSession): KnownOutcome =>
    outcomes.get(session) ?? (sent.has(session) ? "unknown" : "kept");
  const byOutcome = Map.groupBy(sessions, outcomeOf);
  const count = (outcome: KnownOutcome) => byOutcome.get(outcome)?.length ?? 0;
  const figures = {
    deleted: count("deleted"),
    already_gone: count("already-gone"),
    kept: count("changed-owner"),
    ...(replicas === undefined
      ? { state: "failed" }
      : { state: "pending", replicas_confirmed: replicas.confirmed, replicas_total: replicas.expected }),
  };
  await services.store.db.transaction().execute(async (whole) => {
    await whole.updateTable("revocation").set(figures).where("id", "=", row.id).execute();
    for (const [outcome, group] of byOutcome) {
      const tags = group.map((session) => keyTag(services, row.deployment, session));
      await whole
        .updateTable("revoked_session")
        .set({ outcome })
        .where("revocation_id", "=", row.id)
        .where("key_tag", "in", tags)
        .execute();
    }
  });
  return { ...row, ...figures };
}
