import { planCohort } from "#lib/sessions/plan-cohort.ts";
import { defineEventStream } from "#lib/web/define-event-stream.ts";

export const POST = defineEventStream(planCohort);
