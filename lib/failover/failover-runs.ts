import type { JobRun } from "#lib/jobs/define-job.ts";
import type { Store } from "#lib/store/store.ts";

/** Kept so that failovers and drills can be compared. */
export async function keepRun(
  {
    id,
    deployment,
    actor,
    services: { store, now },
  }: Pick<JobRun<unknown>, "id" | "deployment" | "actor" | "services">,
  mode: "safe" | "native" | "drill",
  report: unknown,
): Promise<void> {
  const row = { id, deployment, at: now(), mode, user_name: actor.name, report: JSON.stringify(report) };
  // A resumed job has the same id.
  const { id: _, ...changes } = row;
  await store.db
    .insertInto("failover_run")
    .values(row)
    .onConflict((conflict) => conflict.column("id").doUpdateSet(changes))
    .execute();
}

export async function listRuns({ db }: Store, deployment: string, most: number) {
  return db
    .selectFrom("failover_run")
    .selectAll()
    .where("deployment", "=", deployment)
    .orderBy("at", "desc")
    .limit(most)
    .execute();
}
