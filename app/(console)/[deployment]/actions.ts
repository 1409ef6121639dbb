"use server";
import { deleteCacheKeys } from "#lib/cache/delete-cache-keys.ts";
import { resetLimits } from "#lib/rate-limits/reset-limits.ts";
import { planRevocation } from "#lib/sessions/plan-revocation.ts";
import { recheckRevocation } from "#lib/sessions/recheck-revocation.ts";
import { revokeManySessions, revokeSessions } from "#lib/sessions/revoke-sessions.ts";
import { showSession } from "#lib/sessions/show-session.ts";
import { defineAction } from "#lib/web/define-action.ts";

/** What the case page does too. */
export const planRevocationAction = defineAction(planRevocation);
export const revokeSessionsAction = defineAction(revokeSessions);
export const revokeManySessionsAction = defineAction(revokeManySessions);
export const recheckRevocationAction = defineAction(recheckRevocation);
export const showSessionAction = defineAction(showSession);
export const resetLimitsAction = defineAction(resetLimits);
export const deleteCacheKeysAction = defineAction(deleteCacheKeys);
