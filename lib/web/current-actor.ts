import { headers } from "next/headers";
import type { Actor } from "#lib/context.ts";
import { currentServices } from "#lib/current-services.ts";
import { DomainError } from "#lib/errors.ts";
import type { Services } from "#lib/services.ts";
import { findLiveSignIn } from "#lib/sign-in/find-live-sign-in.ts";
import { clientAddress } from "./client-address.ts";
import { consoleSecret } from "./console-secret.ts";
import { cookieNames } from "./cookie-names.ts";
import { readCookie } from "./read-cookie.ts";
import { decodeSignInToken } from "./sign-in-token.ts";

/** `active` is false for what a page does by itself: polling never keeps a person signed in. */
interface Activity {
  active: boolean;
}

/** Who asks, from the registry of live sign-ins; for pages, actions and routes alike. */
export async function currentActor(activity: Activity = { active: true }): Promise<Actor | undefined> {
  return findActor(currentServices(), await headers(), activity);
}

export async function findActor(services: Services, from: Headers, activity: Activity): Promise<Actor | undefined> {
  const { console: settings } = services.config;
  const token = readCookie(from, cookieNames(settings.address).signIn);
  if (token === undefined) return undefined;
  const signInId = await decodeSignInToken(token, consoleSecret(services.config));
  if (signInId === undefined) return undefined;
  const signIn = await findLiveSignIn(services, signInId, activity);
  return signIn && { ...signIn, address: clientAddress(from) };
}

/** Throws UNAUTHENTICATED for nobody. */
export async function demandActor(services: Services, from: Headers, activity: Activity): Promise<Actor> {
  const actor = await findActor(services, from, activity);
  if (actor === undefined)
    throw new DomainError("UNAUTHENTICATED", "You are not signed in, or your sign-in has ended.");
  return actor;
}
