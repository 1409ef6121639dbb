"use server";
import { confirmIdentity } from "#lib/sign-in/confirm-identity.ts";
import { signOut } from "#lib/sign-in/sign-out.ts";
import { defineAction } from "#lib/web/define-action.ts";
import { dropSignIn, keepSignIn } from "#lib/web/keep-sign-in.ts";

export const confirmIdentityAction = defineAction(confirmIdentity, { answer: keepSignIn });
export const signOutAction = defineAction(signOut, { answer: dropSignIn });
