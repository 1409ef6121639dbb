import type { OperationContext } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import { ROLES } from "#lib/roles.ts";
import { jobFor, toJob } from "./job-rows.ts";
import { type Job, JobInput } from "./schema.ts";

/** Kinds of several steps that look whether they should rest before the next one. */
const THAT_REST = ["rolling.restart"];

/** Lets a job of several steps rest once its present step has ended; the console may wait so for hours. */
export const pauseJob = defineOperation({
  name: "jobs.pause",
  summary: "pause jobs",
  kind: "change",
  roles: ROLES,
  input: JobInput,
  target: ({ deployment, id }) => ({ deployment, shown: `job ${id}` }),
  run: (ctx, input) => setPause(ctx, input, 1),
});

/** Lets a resting job go on with its next step. */
export const unpauseJob = defineOperation({
  name: "jobs.unpause",
  summary: "continue paused jobs",
  kind: "change",
  roles: ROLES,
  input: JobInput,
  target: ({ deployment, id }) => ({ deployment, shown: `job ${id}` }),
  run: (ctx, input) => setPause(ctx, input, 0),
});

async function setPause(
  { services: { store, now }, actor }: OperationContext,
  { deployment, id }: { deployment: string; id: string },
  is_pause_asked: 0 | 1,
): Promise<Job> {
  const row = await jobFor(store, actor, deployment, id);
  const { numUpdatedRows } = await store.db
    .updateTable("job")
    .set({ is_pause_asked })
    .where("id", "=", id)
    .where("kind", "in", THAT_REST)
    .where("state", "in", ["queued", "running"])
    .executeTakeFirst();
  if (numUpdatedRows > 0) return toJob(await jobFor(store, actor, deployment, id), actor, now());
  throw new DomainError("CONFLICT", `The job ${row.title} cannot rest: it is ${row.state}, or is of a single step.`, {
    advice: "Nothing was changed.",
  });
}
