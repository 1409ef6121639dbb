"use server";
import { planRevocation } from "#lib/sessions/plan-revocation.ts";
import { recheckRevocation } from "#lib/sessions/recheck-revocation.ts";
import { revokeManySessions, revokeSessions } from "#lib/sessions/revoke-sessions.ts";
import { showSession } from "#lib/sessions/show-session.ts";
import { defineAction } from "#lib/web/define-action.ts";

export const planRevocationAction = defineAction(planRevocation);
export const revokeSessionsAction = defineAction(revokeSessions);
export const revokeManySessionsAction = defineAction(revokeManySessions);
export const recheckRevocationAction = defineAction(recheckRevocation);
export const showSessionAction = defineAction(showSession);
