import { z } from "zod";
import { PLAN_FRAME, sealedPlan } from "#lib/sealed-plan.ts";

/** The checks run again anyway. */
export const failoverPlan = sealedPlan(
  "failover plan",
  z.object({ ...PLAN_FRAME, master: z.string(), chosen: z.string().nullable() }),
);
