import type { Transaction } from "kysely";
import type { Store } from "#lib/store/store.ts";
import type { AnnouncedStateRow, Tables } from "#lib/store/tables.ts";
import { type Advance, type Announced, NEVER_TOLD } from "./advance-state.ts";
import { ToldState } from "./schema.ts";
import type { CheckKey } from "./seen-states.ts";

const KEPT_MS = 86_400_000;

export async function readAnnounced(store: Store, deployment: string): Promise<(CheckKey & { told: Announced })[]> {
  const rows = await store.db.selectFrom("announced_state").selectAll().where("deployment", "=", deployment).execute();
  return rows.map((row) => ({ checkId: row.check_id, instance: row.instance, told: toAnnounced(row) }));
}

/** What another console process has told meanwhile. */
export async function rereadAnnounced(store: Store, deployment: string, key: CheckKey): Promise<Announced> {
  const row = await store.db
    .selectFrom("announced_state")
    .selectAll()
    .where("deployment", "=", deployment)
    .where("check_id", "=", key.checkId)
    .where("instance", "=", key.instance)
    .executeTakeFirst();
  return row === undefined ? NEVER_TOLD : toAnnounced(row);
}

/** Of several processes that see the same change, one takes it; the others get undefined. */
export async function claimChange(
  db: Transaction<Tables>,
  deployment: string,
  { checkId, instance }: CheckKey,
  { told, next, at }: { told: Announced; next: Advance["next"]; at: number },
): Promise<Announced | undefined> {
  const values = {
    state: next.state,
    changes: JSON.stringify(next.changes),
    is_flapping: next.isFlapping ? 1 : 0,
    version: (told.version ?? 0) + 1,
    changed_at: at,
  };
  if (told.version === undefined) {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto("announced_state")
      .values({ deployment, check_id: checkId, instance, ...values })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n ? { ...next, version: values.version } : undefined;
  }
  const { numUpdatedRows } = await db
    .updateTable("announced_state")
    .set(values)
    .where("deployment", "=", deployment)
    .where("check_id", "=", checkId)
    .where("instance", "=", instance)
    .where("version", "=", told.version)
    .executeTakeFirst();
  return numUpdatedRows === 1n ? { ...next, version: values.version } : undefined;
}

/** What has long been ok is as if it had never been told of. */
export async function forgetAnnounced(store: Store, now: number): Promise<void> {
  await store.db
    .deleteFrom("announced_state")
    .where("state", "=", "ok")
    .where("is_flapping", "=", 0)
    .where("changed_at", "<", now - KEPT_MS)
    .execute();
}

function toAnnounced({ state, changes, is_flapping, version }: AnnouncedStateRow): Announced {
  const times: unknown = JSON.parse(changes);
  return {
    state: ToldState.parse(state),
    changes: Array.isArray(times) ? times.filter((time) => typeof time === "number") : [],
    isFlapping: is_flapping === 1,
    version,
  };
}
