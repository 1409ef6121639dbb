"use server";
import { runBootCheck } from "#lib/boot-check/run-boot-check.ts";
import { defineAction } from "#lib/web/define-action.ts";

export const runBootCheckAction = defineAction(runBootCheck);
