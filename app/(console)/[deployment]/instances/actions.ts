"use server";
import { saveNow } from "#lib/backups/save-now.ts";
import { restartInstance, startInstance, stopInstance } from "#lib/lifecycle/act.ts";
import { planAction } from "#lib/lifecycle/plan-action.ts";
import { defineAction } from "#lib/web/define-action.ts";

export const planLifecycleAction = defineAction(planAction);
export const startInstanceAction = defineAction(startInstance);
export const stopInstanceAction = defineAction(stopInstance);
export const restartInstanceAction = defineAction(restartInstance);
export const saveNowAction = defineAction(saveNow);
