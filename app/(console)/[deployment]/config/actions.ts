"use server";
import { planApply } from "#lib/apply/plan-apply.ts";
import { startApply } from "#lib/apply/start-apply.ts";
import { runBootCheck } from "#lib/boot-check/run-boot-check.ts";
import { defineAction } from "#lib/web/define-action.ts";

export const runBootCheckAction = defineAction(runBootCheck);
export const planApplyAction = defineAction(planApply);
export const startApplyAction = defineAction(startApply);
