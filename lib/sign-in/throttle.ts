import type { Services } from "#lib/services.ts";
import type { ThrottleRow } from "#lib/store/tables.ts";

const MINUTE = 60_000;
const FAILURES = 5;
const WINDOW_MS = 15 * MINUTE;
const LOCK_MS = 15 * MINUTE;
const LONGEST_LOCK_MS = 30 * MINUTE;
const TOKENS_PER_MINUTE = 20;
const BURST = 40;
const FORGET_AFTER_MS = 24 * 60 * MINUTE;

type Clocked = Pick<Services, "store" | "now">;

/** False while the address has used up its 20 attempts a minute, 40 in a burst. */
export function admitAddress(services: Clocked, address: string): Promise<boolean> {
  return updateRow(services, `address:${address}`, (row, now) => {
    const refilled = Math.min(BURST, row.tokens + ((now - row.updated_at) / MINUTE) * TOKENS_PER_MINUTE);
    const isAdmitted = refilled >= 1;
    return [{ ...row, tokens: isAdmitted ? refilled - 1 : refilled }, isAdmitted];
  });
}

/**
 * Counts an attempt as failed before it is made, so that many at once cannot pass together; false while locked.
 * The lock grows from 15 to 30 minutes and always ends: attempts during it do not make it longer.
 */
export function admitAttempt(services: Clocked, account: string): Promise<boolean> {
  return updateRow(services, `account:${account}`, (row, now) => {
    if (now < row.locked_until) return [row, false];
    const isOver = row.locked_until > 0 || now - row.window_started_at >= WINDOW_MS;
    const failures = isOver ? 1 : row.failures + 1;
    const counted = { ...row, failures, locked_until: 0, window_started_at: isOver ? now : row.window_started_at };
    if (failures < FAILURES) return [counted, true];
    const lockMs = Math.min(LONGEST_LOCK_MS, LOCK_MS * 2 ** row.lock_count);
    return [{ ...counted, locked_until: now + lockMs, lock_count: row.lock_count + 1 }, true];
  });
}

/** A right password wipes the slate. */
export async function forgiveAccount({ store }: Clocked, account: string): Promise<void> {
  await store.db.deleteFrom("throttle").where("key", "=", `account:${account}`).execute();
}

async function updateRow(
  { store, now: clock }: Clocked,
  key: string,
  decide: (row: ThrottleRow, now: number) => [ThrottleRow, boolean],
): Promise<boolean> {
  const now = clock();
  return store.db.transaction().execute(async (db) => {
    await db
      .deleteFrom("throttle")
      .where("updated_at", "<", now - FORGET_AFTER_MS)
      .execute();
    const fresh = {
      key,
      failures: 0,
      tokens: BURST,
      window_started_at: now,
      locked_until: 0,
      lock_count: 0,
      updated_at: now,
    };
    await db
      .insertInto("throttle")
      .values(fresh)
      .onConflict((conflict) => conflict.column("key").doNothing())
      .execute();
    const query = db.selectFrom("throttle").selectAll().where("key", "=", key);
    const row = await (store.kind === "postgres" ? query.forUpdate() : query).executeTakeFirstOrThrow();
    const [next, answer] = decide(row, now);
    await db
      .updateTable("throttle")
      .set({ ...next, updated_at: now })
      .where("key", "=", key)
      .execute();
    return answer;
  });
}
