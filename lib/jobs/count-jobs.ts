import type { Store } from "#lib/store/store.ts";

/** How many jobs the store holds, by kind and state. */
export async function countJobs({ db }: Store): Promise<{ kind: string; state: string; count: number }[]> {
  const rows = await db
    .selectFrom("job")
    .select(["kind", "state", ({ fn }) => fn.countAll().as("count")])
    .groupBy(["kind", "state"])
    .execute();
  return rows.map(({ kind, state, count }) => ({ kind, state, count: Number(count) }));
}
