"use server";
import { cancelJob } from "#lib/jobs/cancel-job.ts";
import { resumeJob } from "#lib/jobs/resume-job.ts";
import { confirmIdentity } from "#lib/sign-in/confirm-identity.ts";
import { signOut } from "#lib/sign-in/sign-out.ts";
import { restoreUndo } from "#lib/undo/restore-undo.ts";
import { defineAction } from "#lib/web/define-action.ts";
import { dropSignIn, keepSignIn } from "#lib/web/keep-sign-in.ts";

export const confirmIdentityAction = defineAction(confirmIdentity, { answer: keepSignIn });
/** The top bar has them on every page. */
export const cancelJobAction = defineAction(cancelJob);
export const resumeJobAction = defineAction(resumeJob);
export const restoreUndoAction = defineAction(restoreUndo);
export const signOutAction = defineAction(signOut, { answer: dropSignIn });
