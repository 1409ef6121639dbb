import { currentServices } from "#lib/current-services.ts";

/** What the sign-in page may offer. */
export function signInChoices(): { password: boolean; singleSignOn: string | undefined } {
  const { usersFile, oidc } = currentServices().config.console;
  return { password: usersFile !== undefined, singleSignOn: oidc?.name };
}
