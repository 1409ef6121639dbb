import { cookies } from "next/headers";
import type { OperationContext } from "#lib/context.ts";
import { consoleSecret } from "./console-secret.ts";
import { cookieNames, cookieOptions } from "./cookie-names.ts";
import { encodeSignInToken } from "./sign-in-token.ts";

/** Gives the browser the sign-in's new id; what it held before is worth nothing any more. */
export async function keepSignIn(
  renewed: { signInId: string; authenticatedAt: number },
  { services }: OperationContext,
): Promise<{ authenticatedAt: number }> {
  const { address, absoluteHours } = services.config.console;
  const maxAge = absoluteHours * 3600;
  const token = await encodeSignInToken(renewed.signInId, consoleSecret(services.config), maxAge);
  (await cookies()).set(cookieNames(address).signIn, token, { ...cookieOptions(address), maxAge });
  return { authenticatedAt: renewed.authenticatedAt };
}

/** Takes the cookie away. */
export async function dropSignIn(_: unknown, { services }: OperationContext): Promise<Record<string, never>> {
  const { address } = services.config.console;
  (await cookies()).set(cookieNames(address).signIn, "", { ...cookieOptions(address), maxAge: 0 });
  return {};
}
