import type { OperationContext } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import type { MasterHandle } from "#lib/redis/deployment-connections.ts";
import type { UndoRow } from "#lib/store/tables.ts";
import { type KeptValue, unpackValues } from "./pack-values.ts";
import { RestoreInput, type RestoreReport } from "./schema.ts";

const AT_ONCE = 200;
const CONFIRM_WITHIN_MS = 1_000;
const TIMEOUT_MS = 5_000;

/** Brings back what was deleted, where nothing fresh has taken its place; a second time brings back what the first did not. */
export const restoreUndo = defineOperation({
  name: "undo.restore",
  summary: "undo a deletion",
  kind: "change",
  roles: ["support", "engineer", "sre"],
  input: RestoreInput,
  target: ({ deployment, id }) => ({ deployment, shown: `undo of deletion ${id}` }),
  count: ({ restored }: RestoreReport) => restored,
  async run(ctx, { deployment, id }): Promise<RestoreReport> {
    const { store, deployments } = ctx.services;
    const undo = await undoFor(ctx, deployment, id);
    const master = await deployments.get(deployment).master(undo.db, "restore");
    const report = { restored: 0, fresh: 0, expired: 0, refused: 0 };
    const seen = new Set<string>();
    for await (const values of keptValues(ctx, id)) await restore(ctx, master, newestOf(values, seen), report);
    const confirmed = await master.run("WAIT", (redis) => redis.wait(master.connectedReplicas, CONFIRM_WITHIN_MS));
    await store.db.deleteFrom("kept_values").where("undo_id", "=", id).execute();
    await store.db.updateTable("undo").set({ state: "used" }).where("id", "=", id).execute();
    return { ...report, replicas: { confirmed, connected: master.connectedReplicas } };
  },
});

/** Of whoever deleted it, or for whoever keeps the deployment. */
async function undoFor({ services, actor }: OperationContext, deployment: string, id: string): Promise<UndoRow> {
  const row = await services.store.db
    .selectFrom("undo")
    .selectAll()
    .where("id", "=", id)
    .where("deployment", "=", deployment)
    .executeTakeFirst();
  if (row === undefined || row.until <= services.now() || (row.user_id !== actor.userId && actor.role !== "sre")) {
    throw new DomainError("NOT_FOUND", "Nothing is kept of this deletion any more, or it is another person's.", {
      advice: "What was deleted is kept for ten minutes.",
    });
  }
  if (row.state === "kept" || (row.state === "keeping" && (await isJobOver(services, id)))) return row;
  if (row.state === "used") throw undoneAlready();
  throw new DomainError("CONFLICT", "The deletion still goes on.", { advice: "Undo it when it has ended." });
}

/** By another press, or by somebody else, in the middle of this one even. */
function undoneAlready(): DomainError {
  return new DomainError("CONFLICT", "The deletion was undone already.", {
    advice: "Look at the keys as they are now.",
  });
}

/** Of a deletion that was a job, and whose console died before it could say that it had ended. */
async function isJobOver({ store }: OperationContext["services"], id: string): Promise<boolean> {
  const job = await store.db.selectFrom("job").select("state").where("id", "=", id).executeTakeFirst();
  return job !== undefined && job.state !== "running" && job.state !== "queued";
}

async function* keptValues({ services }: OperationContext, id: string): AsyncGenerator<KeptValue[]> {
  const of = services.store.db.selectFrom("kept_values").where("undo_id", "=", id);
  // The newest first: what came back in the middle of the deletion, and went again, was kept twice.
  const parts = await of.select("nth").orderBy("nth", "desc").execute();
  for (const { nth } of parts) {
    const row = await of.select("sealed").where("nth", "=", nth).executeTakeFirst();
    if (row === undefined) throw undoneAlready();
    yield unpackValues(services.seal.open(`undo ${id}`, row.sealed));
  }
}

/** What was kept twice counts once: an older value of a key is neither restored nor called fresh. */
function newestOf(values: readonly KeptValue[], seen: Set<string>): KeptValue[] {
  return values.filter(({ key }) => {
    const before = seen.size;
    return seen.add(key.toString("latin1")).size > before;
  });
}

/** Without REPLACE: a value that is there now is newer than what was kept. */
async function restore(
  { services }: OperationContext,
  master: MasterHandle,
  values: readonly KeptValue[],
  report: Omit<RestoreReport, "replicas">,
): Promise<void> {
  const living = values.filter(({ expiresAt }) => expiresAt === undefined || expiresAt > services.now());
  report.expired += values.length - living.length;
  for (let from = 0; from < living.length; from += AT_ONCE) {
    await master.run(
      "RESTORE",
      async (redis) => {
        const pipeline = redis.pipeline();
        for (const { key, payload, expiresAt } of living.slice(from, from + AT_ONCE)) {
          if (expiresAt === undefined) pipeline.call("RESTORE", key, 0, payload);
          else pipeline.call("RESTORE", key, expiresAt, payload, "ABSTTL");
        }
        for (const [error] of (await pipeline.exec()) ?? []) note(error, report);
      },
      { timeoutMs: TIMEOUT_MS },
    );
  }
}

function note(error: Error | null, report: Omit<RestoreReport, "replicas">): void {
  if (error === null) report.restored += 1;
  else if (error.message.startsWith("BUSYKEY")) report.fresh += 1;
  else if (/payload|Bad data format/.test(error.message)) report.refused += 1;
  else throw error;
}
