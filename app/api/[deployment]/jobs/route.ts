import { listJobs } from "#lib/jobs/list-jobs.ts";
import { defineRoute } from "#lib/web/define-route.ts";

export const GET = defineRoute(listJobs);
