import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { OperationContext } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
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
  const { count } = await store.db
    .selectFrom("job")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("user_id", "=", actor.userId)
    .where("state", "in", ["queued", "running"])
    .executeTakeFirstOrThrow();
  if (Number(count) >= MOST_WAITING_A_PERSON) {
    throw new DomainError("TOO_MANY_REQUESTS", `You have ${count} jobs that run or wait, which is the most.`, {
      advice: "Wait until one has ended, or cancel one on the Activity page.",
    });
  }
  const id = randomUUID();
  await store.db
    .insertInto("job")
    .values({
      id,
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
      lease_owner: null,
      lease_until: null,
      created_at: now(),
      started_at: null,
      ended_at: null,
    })
    .execute();
  return { jobId: id };
}
