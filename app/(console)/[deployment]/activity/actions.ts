"use server";
import { checkAudit } from "#lib/audit/check-audit.ts";
import { endSignIn } from "#lib/sign-in/end-sign-in.ts";
import { defineAction } from "#lib/web/define-action.ts";

export const checkAuditAction = defineAction(checkAudit);
export const endSignInAction = defineAction(endSignIn);
