import type { Store } from "#lib/store/store.ts";
import type { JobRow } from "#lib/store/tables.ts";
import { MOST_RUNNING, MOST_RUNNING_A_PERSON } from "./job-limits.ts";

export const LEASE_MS = 10_000;

/** Takes the next job that may run; of several processes one gets it. */
export async function claimJob(store: Store, owner: string, now: number): Promise<JobRow | undefined> {
  return store.db.transaction().execute(async (db) => {
    // Writing comes first: on SQLite it takes the lock, so that no other process counts the same running jobs.
    await db.updateTable("job").set({ lease_until: now }).where("id", "=", "").execute();
    const open = await db
      .selectFrom("job")
      .selectAll()
      .where("state", "in", ["queued", "running"])
      .orderBy("created_at")
      .orderBy("id")
      .$if(store.kind === "postgres", (query) => query.forUpdate())
      .execute();
    const running = open.filter(({ state }) => state === "running");
    if (running.length >= MOST_RUNNING) return undefined;
    const next = open.find(
      (job) =>
        job.state === "queued" &&
        running.filter(({ user_id }) => user_id === job.user_id).length < MOST_RUNNING_A_PERSON,
    );
    if (next === undefined) return undefined;
    const change = {
      state: "running",
      lease_owner: owner,
      lease_until: now + LEASE_MS,
      attempts: next.attempts + 1,
      started_at: now,
    };
    const { numUpdatedRows } = await db
      .updateTable("job")
      .set(change)
      .where("id", "=", next.id)
      .where("state", "=", "queued")
      .executeTakeFirst();
    return numUpdatedRows > 0 ? { ...next, ...change } : undefined;
  });
}

/** What a process left behind when it ended: nobody renews its lease. Of several that look, one gets each. */
export function markInterrupted(store: Store, now: number): Promise<JobRow[]> {
  return store.db
    .updateTable("job")
    .set({ state: "interrupted", ended_at: now, lease_owner: null, lease_until: null })
    .where("state", "=", "running")
    .where("lease_until", "<", now)
    .returningAll()
    .execute();
}
