import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { Store } from "#lib/store/store.ts";
import type { ConsoleProcessRow } from "#lib/store/tables.ts";

/** How long after its last sign of life a process of another host counts as gone. */
const GONE_AFTER_MS = 60_000;

/** Enters this process and answers its id there. */
export async function enterProcess(store: Store, now: () => number): Promise<string> {
  const id = randomUUID();
  const row = { id, host: hostname(), pid: process.pid, seen_at: now() };
  await store.db.insertInto("console_process").values(row).execute();
  return id;
}

export async function showLife(store: Store, id: string, now: () => number): Promise<void> {
  await store.db.updateTable("console_process").set({ seen_at: now() }).where("id", "=", id).execute();
}

export async function leaveProcess(store: Store, id: string): Promise<void> {
  await store.db.deleteFrom("console_process").where("id", "=", id).execute();
}

/** Takes out the processes that have gone without leaving. Of several that do it at once, one answers each id. */
export async function removeGoneProcesses(store: Store, ownId: string, now: () => number): Promise<string[]> {
  const rows = await store.db.selectFrom("console_process").selectAll().where("id", "<>", ownId).execute();
  const removed: string[] = [];
  for (const { id, seen_at } of rows.filter((row) => isGone(row, now()))) {
    const { numDeletedRows } = await store.db
      .deleteFrom("console_process")
      .where("id", "=", id)
      .where("seen_at", "=", seen_at)
      .executeTakeFirst();
    if (numDeletedRows > 0) removed.push(id);
  }
  return removed;
}

export async function registeredProcesses(store: Store): Promise<string[]> {
  const rows = await store.db.selectFrom("console_process").select("id").execute();
  return rows.map(({ id }) => id);
}

function isGone(row: ConsoleProcessRow, at: number): boolean {
  if (row.host === hostname() && (row.pid === process.pid || !isRunning(row.pid))) return true;
  return at - row.seen_at > GONE_AFTER_MS;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return thrown instanceof Error && "code" in thrown && thrown.code === "EPERM";
  }
}
