import { DomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import { ROLES } from "#lib/roles.ts";
import { jobFor, toJob } from "./job-rows.ts";
import { type Job, JobInput } from "./schema.ts";

/** Asks a job to end with what it has done; within a second it has, whichever process runs it. */
export const cancelJob = defineOperation({
  name: "jobs.cancel",
  summary: "cancel jobs",
  kind: "change",
  roles: ROLES,
  input: JobInput,
  target: ({ deployment, id }) => ({ deployment, shown: `job ${id}` }),
  async run({ services: { store, now }, actor }, { deployment, id }): Promise<Job> {
    const row = await jobFor(store, actor, deployment, id);
    await store.db
      .updateTable("job")
      .set({ state: "cancelled", is_cancel_asked: 1, ended_at: now() })
      .where("id", "=", id)
      .where("state", "=", "queued")
      .execute();
    await store.db
      .updateTable("job")
      .set({ is_cancel_asked: 1 })
      .where("id", "=", id)
      .where("state", "=", "running")
      .execute();
    const after = await jobFor(store, actor, deployment, id);
    if (after.is_cancel_asked === 1) return toJob(after, actor, now());
    throw new DomainError("CONFLICT", `The job has ended already: ${row.state}.`, { advice: "Nothing was cancelled." });
  },
});
