import { defineOperation } from "#lib/operation.ts";
import { ROLES } from "#lib/roles.ts";
import { mayKeep, toJob } from "./job-rows.ts";
import { type JobList, ListJobsInput } from "./schema.ts";

const MOST_LISTED = 100;

/** The newest jobs of a deployment: one's own, or everybody's for those who keep it. */
export const listJobs = defineOperation({
  name: "jobs.list",
  summary: "see jobs",
  kind: "read",
  roles: ROLES,
  input: ListJobsInput,
  async run({ services: { store, deployments, now }, actor }, { deployment }): Promise<JobList> {
    const { name } = deployments.get(deployment);
    let query = store.db.selectFrom("job").selectAll().where("deployment", "=", name);
    if (!mayKeep(actor)) query = query.where("user_id", "=", actor.userId);
    const rows = await query.orderBy("created_at", "desc").orderBy("id").limit(MOST_LISTED).execute();
    return { jobs: rows.map((row) => toJob(row, actor, now())), at: now() };
  },
});
