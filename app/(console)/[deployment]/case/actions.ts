"use server";
import { clearCase } from "#lib/cases/clear-case.ts";
import { planCase } from "#lib/cases/plan-case.ts";
import { defineAction } from "#lib/web/define-action.ts";

export const planCaseAction = defineAction(planCase);
export const clearCaseAction = defineAction(clearCase);
