import type { Services } from "#lib/services.ts";
import { KEPT_MS } from "./undo-limits.ts";

export interface Attempt {
  readonly id: string;
  /** An attempt before this one may have deleted something. */
  readonly hasBegun: boolean;
}

interface Kept {
  readonly keys: number;
  readonly bytes: number;
  /** The number of the next part. */
  readonly nth: number;
  /** Why it is not all that was deleted. */
  readonly why: string | null;
}

export const NOTHING: Kept = { keys: 0, bytes: 0, nth: 0, why: null };

/** What an earlier attempt of a job has kept, from now on for as long again. */
export async function earlierKept(
  { store, now }: Pick<Services, "store" | "now">,
  { id, hasBegun }: Attempt,
): Promise<Kept> {
  const row = await store.db.selectFrom("undo").selectAll().where("id", "=", id).executeTakeFirst();
  if (row === undefined) {
    return hasBegun ? { ...NOTHING, why: "what was deleted before the interruption is kept no more" } : NOTHING;
  }
  if (row.state === "given-up") return { ...NOTHING, why: "not all of what was deleted before was kept" };
  if (row.state === "used") {
    // All that it held is back, and is kept anew before it goes again.
    await store.db.deleteFrom("undo").where("id", "=", id).execute();
    return NOTHING;
  }
  const until = now() + KEPT_MS;
  await store.db.updateTable("undo").set({ state: "keeping", until }).where("id", "=", id).execute();
  const { parts } = await store.db
    .selectFrom("kept_values")
    .select(({ fn }) => fn.countAll<number>().as("parts"))
    .where("undo_id", "=", id)
    .executeTakeFirstOrThrow();
  return { keys: row.keys, bytes: row.bytes, nth: Number(parts), why: null };
}
