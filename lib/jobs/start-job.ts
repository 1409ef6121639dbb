import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { z } from "zod";
import type { OperationContext } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import type { JobRow } from "#lib/store/tables.ts";
import type { JobKind } from "./define-job.ts";
import { MOST_WAITING_A_PERSON } from "./job-limits.ts";
import type { StartedJob } from "./schema.ts";

interface Order<Input extends z.ZodType> {
  deployment: string;
  /** What people read of it: no secret, and no personal data. */
  title: string;
  input: z.input<Input>;
}

/** Puts a job into the queue, from where a console process takes it. */
export async function startJob<Input extends z.ZodType, Output>(
  { actor, services: { store, seal, now } }: OperationContext,
  kind: JobKind<Input, Output>,
  { deployment, title, input }: Order<Input>,
): Promise<StartedJob> {
  const row: JobRow = {
    id: randomUUID(),
    deployment,
    kind: kind.name,
    title,
    user_id: actor.userId,
    user_name: actor.name,
    role: actor.role,
    sealed_input: seal.seal("job input", Buffer.from(JSON.stringify(input))),
    state: "queued",
    fraction: 0,
    counts: null,
    checkpoint: null,
    detail: null,
    result: null,
    error_code: null,
    error_message: null,
    attempts: 0,
    is_cancel_asked: 0,
    is_pause_asked: 0,
    lease_owner: null,
    lease_until: null,
    created_at: now(),
    started_at: null,
    ended_at: null,
  };
  await store.db.transaction().execute(async (db) => {
    // On PostgreSQL others may insert between the look and the insert; on SQLite the transaction has the lock.
    if (store.kind === "postgres") await sql`lock table job in share row exclusive mode`.execute(db);
    const open = await db
      .selectFrom("job")
      .select(["kind", "title", "deployment", "user_id", "user_name"])
      .where("state", "in", ["queued", "running"])
      .execute();
    assertNew(open, row);
    await db.insertInto("job").values(row).execute();
  });
  return { jobId: row.id };
}

type OpenJob = Pick<JobRow, "kind" | "title" | "deployment" | "user_id" | "user_name">;

/** A second press, another tab and another person are told of the one that goes on. */
function assertNew(open: readonly OpenJob[], wanted: OpenJob): void {
  const same = open.find(
    ({ kind, title, deployment }) => kind === wanted.kind && title === wanted.title && deployment === wanted.deployment,
  );
  if (same !== undefined) {
    throw new DomainError("CONFLICT", `The same work goes on already, started by ${same.user_name}: ${same.title}.`, {
      advice: "Look at its progress on the Activity page; nothing was started a second time.",
    });
  }
  const own = open.filter(({ user_id }) => user_id === wanted.user_id).length;
  if (own < MOST_WAITING_A_PERSON) return;
  throw new DomainError("TOO_MANY_REQUESTS", `You have ${own} jobs that run or wait, which is the most.`, {
    advice: "Wait until one has ended, or cancel one on the Activity page.",
  });
}
