import { z } from "zod";
import { PLAN_FRAME, sealedPlan } from "#lib/sealed-plan.ts";
import { RoundStop } from "./schema.ts";

export const roundPlan = sealedPlan(
  "rolling restart plan",
  z.object({ ...PLAN_FRAME, master: z.string(), stops: z.array(RoundStop) }),
);
