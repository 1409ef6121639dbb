import { z } from "zod";
import { PLAN_FRAME, sealedPlan } from "#lib/sealed-plan.ts";

const Plan = z.object({
  ...PLAN_FRAME,
  /** Whose case it is. */
  userId: z.string(),
  sessions: z.object({ plan: z.string(), count: z.number(), isLarge: z.boolean() }).nullable(),
  limits: z.array(z.object({ keyspace: z.string(), key: z.string() })),
});
export type SealedCase = z.output<typeof Plan>;

export const casePlan = sealedPlan("case plan", Plan);
