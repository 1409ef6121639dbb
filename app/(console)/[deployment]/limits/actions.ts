"use server";
import { resetLimits } from "#lib/rate-limits/reset-limits.ts";
import { defineAction } from "#lib/web/define-action.ts";

export const resetLimitsAction = defineAction(resetLimits);
