import { DomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import { ROLES } from "#lib/roles.ts";
import { MOST_ATTEMPTS, RESUMABLE_FOR_MS } from "./job-limits.ts";
import { jobFor, toJob } from "./job-rows.ts";
import { type Job, JobInput } from "./schema.ts";

/** Takes an interrupted job up again, once; only the person whose rights it runs with may, and proves anew who that is, as for its start. */
export const resumeJob = defineOperation({
  name: "jobs.resume",
  summary: "resume jobs",
  kind: "change",
  roles: ROLES,
  stepUp: true,
  input: JobInput,
  target: ({ deployment, id }) => ({ deployment, shown: `job ${id}` }),
  async run({ services: { store, now }, actor }, { deployment, id }): Promise<Job> {
    const row = await jobFor(store, actor, deployment, id);
    if (row.user_id !== actor.userId || row.role !== actor.role) {
      throw new DomainError("FORBIDDEN", "A job runs with the rights of the person who started it.", {
        advice: `Ask ${row.user_name} to resume it, or start it anew.`,
      });
    }
    const { numUpdatedRows } = await store.db
      .updateTable("job")
      .set({ state: "queued", ended_at: null, is_cancel_asked: 0 })
      .where("id", "=", id)
      .where("state", "=", "interrupted")
      .where("attempts", "<", MOST_ATTEMPTS)
      .where("created_at", ">", now() - RESUMABLE_FOR_MS)
      .executeTakeFirst();
    if (numUpdatedRows > 0) return toJob(await jobFor(store, actor, deployment, id), actor, now());
    throw new DomainError(
      "CONFLICT",
      `The job cannot be resumed: it is ${row.state}, after ${row.attempts} attempts.`,
      {
        advice: "An interrupted job can be resumed once, within a day of its start; start it anew instead.",
      },
    );
  },
});
