"use server";
import { restartInstance, startInstance, stopInstance } from "#lib/lifecycle/act.ts";
import { planAction } from "#lib/lifecycle/plan-action.ts";
import { defineAction } from "#lib/web/define-action.ts";

export const planLifecycleAction = defineAction(planAction);
export const startInstanceAction = defineAction(startInstance);
export const stopInstanceAction = defineAction(stopInstance);
export const restartInstanceAction = defineAction(restartInstance);
