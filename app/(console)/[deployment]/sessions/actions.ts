"use server";
import { revokeCohort } from "#lib/sessions/revoke-cohort.ts";
import { defineAction } from "#lib/web/define-action.ts";

export const revokeCohortAction = defineAction(revokeCohort);
