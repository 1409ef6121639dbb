"use server";
import { planReset } from "#lib/rate-limits/plan-reset.ts";
import { resetByPattern } from "#lib/rate-limits/reset-by-pattern.ts";
import { defineAction } from "#lib/web/define-action.ts";

export const planResetAction = defineAction(planReset);
export const resetByPatternAction = defineAction(resetByPattern);
