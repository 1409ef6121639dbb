import { DomainError } from "#lib/errors.ts";
import type { Store } from "#lib/store/store.ts";

/** Kinds of work that move the master or restart instances: of one deployment, one at a time. */
const MOVING = [
  "failover.safe",
  "failover.native",
  "failover.drill",
  "sentinel.reset",
  "rolling.restart",
  "rolling.apply-config",
];

/** Throws while other such work waits or runs; within a job, only what came before it counts. */
export async function assertOnlyOne(store: Store, deployment: string, self?: string): Promise<void> {
  const open = await store.db
    .selectFrom("job")
    .select(["id", "title", "user_name"])
    .where("deployment", "=", deployment)
    .where("kind", "in", MOVING)
    .where("state", "in", ["queued", "running"])
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  const [first] = open;
  if (first === undefined || first.id === self) return;
  throw new DomainError("CONFLICT", `${first.user_name} already runs here: ${first.title}.`, {
    advice: "Wait until it has ended. The Instances page shows how far it is.",
  });
}
