import { randomBytes } from "node:crypto";
import type { Transaction } from "kysely";
import type { Store } from "#lib/store/store.ts";
import type { Tables, TimelineEventRow } from "#lib/store/tables.ts";
import type { Happening } from "./happening.ts";
import { TimelineKind } from "./schema.ts";

/** So much later another process may have seen the same, and have written it earlier. */
const SLACK_MS = 1_000;
const KEPT_MS = 7 * 86_400_000;
/** Of each kind, so that a flood of one leaves the others alone. */
const MOST_OF_A_KIND = 2_000;

/** Stores what is not stored yet, in the order in which it happened, however many processes saw it. */
export async function storeEvents(
  store: Store,
  deployment: string,
  happenings: readonly Happening[],
): Promise<TimelineEventRow[]> {
  return store.db.transaction().execute(async (db) => {
    const at = happenings.at(-1)?.at ?? 0;
    // Writing comes first: it takes the lock, on SQLite as on PostgreSQL.
    await db
      .insertInto("timeline_turn")
      .values({ deployment, at })
      .onConflict((conflict) => conflict.column("deployment").doUpdateSet({ at }))
      .execute();
    const stored: TimelineEventRow[] = [];
    for (const happening of happenings) {
      if (await isKnown(db, deployment, happening)) continue;
      const row = toRow(deployment, happening);
      await db.insertInto("timeline_event").values(row).execute();
      stored.push(row);
    }
    return stored;
  });
}

/** The last of its subject says the same, and not long before: another process, or another sentinel, was quicker. */
async function isKnown(db: Transaction<Tables>, deployment: string, { subject, mark, at, withinMs }: Happening) {
  const last = await db
    .selectFrom("timeline_event")
    .select(["at", "mark"])
    .where("deployment", "=", deployment)
    .where("subject", "=", subject)
    .where("at", "<=", at + SLACK_MS)
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return last?.mark === mark && at - last.at <= withinMs;
}

let written = 0;

function toRow(deployment: string, happening: Happening): TimelineEventRow {
  const { at, kind, severity, instance, title, detail, subject, mark, heard } = happening;
  return {
    id: newId(at),
    deployment,
    at,
    kind,
    severity,
    instance,
    title,
    detail,
    subject,
    mark,
    heard: heard === null ? null : JSON.stringify(heard),
  };
}

/** Sorts by time, and within a millisecond as it was written. */
function newId(at: number): string {
  written = (written + 1) % 36 ** 6;
  return [at.toString(36).padStart(9, "0"), written.toString(36).padStart(6, "0"), randomBytes(4).toString("hex")].join(
    "-",
  );
}

export async function trimEvents(store: Store, deployments: readonly string[], now: number): Promise<void> {
  await store.db
    .deleteFrom("timeline_event")
    .where("at", "<", now - KEPT_MS)
    .execute();
  for (const deployment of deployments) {
    for (const kind of TimelineKind.options) await trimKind(store, deployment, kind);
  }
}

async function trimKind(store: Store, deployment: string, kind: TimelineKind): Promise<void> {
  const first = await store.db
    .selectFrom("timeline_event")
    .select("at")
    .where("deployment", "=", deployment)
    .where("kind", "=", kind)
    .orderBy("at", "desc")
    .offset(MOST_OF_A_KIND)
    .limit(1)
    .executeTakeFirst();
  if (first === undefined) return;
  await store.db
    .deleteFrom("timeline_event")
    .where("deployment", "=", deployment)
    .where("kind", "=", kind)
    .where("at", "<=", first.at)
    .execute();
}
