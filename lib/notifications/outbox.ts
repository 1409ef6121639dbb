import type { Transaction } from "kysely";
import type { Store } from "#lib/store/store.ts";
import type { NotificationRow, Tables } from "#lib/store/tables.ts";
import type { Notice } from "./schema.ts";

/** What waits for one target; of more the oldest is dropped. */
const MOST_WAITING = 100;
const KEPT_MS = 7 * 86_400_000;

type Place = Pick<NotificationRow, "id" | "target" | "claimed_until">;

export async function queueNotice(db: Transaction<Tables>, target: string, notice: Notice): Promise<void> {
  const waiting = await db
    .selectFrom("notification")
    .select("id")
    .where("target", "=", target)
    .where("state", "=", "waiting")
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .offset(MOST_WAITING - 1)
    .limit(MOST_WAITING)
    .execute();
  if (waiting.length > 0) {
    await db
      .updateTable("notification")
      .set({ state: "dropped", tried_at: notice.at, error: "Too many messages waited for this target." })
      .where("target", "=", target)
      .where(
        "id",
        "in",
        waiting.map(({ id }) => id),
      )
      .execute();
  }
  await db.insertInto("notification").values(newRow(target, notice)).execute();
}

/** A message that was sent without waiting in the queue. */
export async function recordSent(store: Store, target: string, notice: Notice, error: string | null): Promise<void> {
  const row = newRow(target, notice);
  const state = error === null ? "delivered" : "given-up";
  await store.db
    .insertInto("notification")
    .values({ ...row, state, attempts: 1, tried_at: notice.at, error })
    .execute();
}

function newRow(target: string, notice: Notice): NotificationRow {
  const { id, at } = notice;
  const body = JSON.stringify(notice);
  return {
    id,
    target,
    at,
    notice: body,
    state: "waiting",
    attempts: 0,
    next_at: at,
    claimed_until: 0,
    tried_at: null,
    error: null,
  };
}

export function oldestWaiting(store: Store, target: string): Promise<NotificationRow | undefined> {
  return store.db
    .selectFrom("notification")
    .selectAll()
    .where("target", "=", target)
    .where("state", "=", "waiting")
    .orderBy("at")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
}

/** Of several console processes one may send it, until the given time. */
export async function claimRow(store: Store, row: Place, until: number): Promise<boolean> {
  const { numUpdatedRows } = await store.db
    .updateTable("notification")
    .set({ claimed_until: until })
    .where("id", "=", row.id)
    .where("target", "=", row.target)
    .where("state", "=", "waiting")
    .where("claimed_until", "=", row.claimed_until)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function updateRow(store: Store, row: Place, values: Partial<NotificationRow>): Promise<void> {
  await store.db
    .updateTable("notification")
    .set(values)
    .where("id", "=", row.id)
    .where("target", "=", row.target)
    .where("state", "=", "waiting")
    .execute();
}

/** What waits for a target that the configuration no longer has goes too. */
export async function forgetSent(store: Store, now: number): Promise<void> {
  await store.db
    .deleteFrom("notification")
    .where("at", "<", now - KEPT_MS)
    .execute();
}
