import { z } from "zod";
import { PLAN_FRAME, sealedPlan } from "#lib/sealed-plan.ts";
import { Cohort } from "./schema.ts";

export const cohortPlan = sealedPlan(
  "cohort plan",
  z.object({ ...PLAN_FRAME, cohort: Cohort, count: z.number(), isAuthoritative: z.boolean() }),
);
