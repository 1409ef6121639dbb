import { readSecret } from "#lib/config/read-secret.ts";
import type { ConsoleConfig } from "#lib/config/schema.ts";
import type { AuthSecrets } from "./auth-handler.ts";

/** Signs and encrypts the sign-in cookies. */
export function consoleSecret(config: Pick<ConsoleConfig, "console">): string {
  return readSecret(config.console.secret);
}

export function authSecrets(config: Pick<ConsoleConfig, "console">): AuthSecrets {
  const { oidc } = config.console;
  return { secret: consoleSecret(config), oidcSecret: oidc && readSecret(oidc.clientSecret) };
}
