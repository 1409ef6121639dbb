import type { Services } from "#lib/services.ts";
import type { RevocationRow } from "#lib/store/tables.ts";
import type { Plan, PlannedSession } from "./revocation-plan.ts";
import type { Revocation } from "./schema.ts";
import { sessionTag } from "./session-ref.ts";

const PURPOSE = "revocation ledger";
/** After that a re-check that has not reported is not coming: the process that had it has ended. */
const RECHECK_LOST_MS = 120_000;

/** In the column of how many replicas there are: no WAIT has answered. */
export const REPLICAS_UNKNOWN = -1;

/** A row of the ledger as people read it. */
export function toRevocation(row: RevocationRow, now: number): Revocation {
  return {
    id: row.id,
    at: row.at,
    by: row.user_name,
    whom: row.subject,
    reason: row.reason,
    asked: row.planned,
    deleted: row.deleted,
    alreadyGone: row.already_gone,
    changedOwner: row.kept,
    replicas: row.replicas_total < 0 ? null : { confirmed: row.replicas_confirmed, expected: row.replicas_total },
    left: row.left_over,
    recheck: recheckState(row, now),
    cameBack: row.came_back,
    checkedAt: row.checked_at,
    isAuthoritative: row.is_authoritative === 1,
    isCohort: row.is_cohort === 1,
  };
}

function recheckState(row: RevocationRow, now: number): Revocation["recheck"] {
  if (row.state === "gone" || row.state === "came-back") return row.state;
  if (row.state !== "pending") return "unknown";
  return now - row.at > RECHECK_LOST_MS ? "unknown" : "pending";
}

export function sealUsers({ seal }: Services, userIds: readonly string[]): string {
  return seal.seal(PURPOSE, Buffer.from(JSON.stringify(userIds)));
}

export function openUsers({ seal }: Services, row: RevocationRow): string[] {
  const parsed: unknown = JSON.parse(seal.open(PURPOSE, row.sealed_users).toString("utf8"));
  return Array.isArray(parsed) ? parsed.map(String) : [];
}

export function sealSession({ seal }: Services, session: PlannedSession): string {
  const { key, userId, digest } = session;
  return seal.seal(PURPOSE, Buffer.from(JSON.stringify({ key: key.toString("base64"), userId, digest })));
}

export function openSession({ seal }: Services, row: { keyspace: string; sealed_key: string }): PlannedSession {
  // Only this console can have sealed it, in the form right above.
  const { key, userId, digest } = JSON.parse(seal.open(PURPOSE, row.sealed_key).toString("utf8")) as {
    key: string;
    userId: string | null;
    digest: string | null;
  };
  return { keyspace: row.keyspace, key: Buffer.from(key, "base64"), userId, digest };
}

export function keyTag({ seal }: Services, deployment: string, session: PlannedSession): string {
  return sessionTag(seal, deployment, session);
}

/** Writes down what is about to be deleted. */
export async function beginRevocation(services: Services, row: RevocationRow, { sessions }: Plan): Promise<void> {
  const planned = sessions.map((session) => ({
    revocation_id: row.id,
    keyspace: session.keyspace,
    sealed_key: sealSession(services, session),
    key_tag: keyTag(services, row.deployment, session),
    outcome: "planned",
  }));
  await services.store.db.transaction().execute(async (whole) => {
    await whole.insertInto("revocation").values(row).execute();
    await whole.insertInto("revoked_session").values(planned).execute();
  });
}
