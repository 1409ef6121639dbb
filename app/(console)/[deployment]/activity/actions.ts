"use server";
import { checkAudit } from "#lib/audit/check-audit.ts";
import { cancelJob } from "#lib/jobs/cancel-job.ts";
import { resumeJob } from "#lib/jobs/resume-job.ts";
import { endSignIn } from "#lib/sign-in/end-sign-in.ts";
import { defineAction } from "#lib/web/define-action.ts";

export const cancelJobAction = defineAction(cancelJob);
export const resumeJobAction = defineAction(resumeJob);
export const checkAuditAction = defineAction(checkAudit);
export const endSignInAction = defineAction(endSignIn);
