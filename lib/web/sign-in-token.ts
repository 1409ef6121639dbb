import { decode, encode } from "next-auth/jwt";
import { log } from "#lib/log.ts";

const MAX_TOKEN_LENGTH = 4096;

/** The cookie says no more than which sign-in it is; all else is looked up. */
export function encodeSignInToken(signInId: string, secret: string, maxAgeSeconds: number): Promise<string> {
  return encode({ token: { signInId }, secret, maxAge: maxAgeSeconds });
}

export async function decodeSignInToken(token: string, secret: string): Promise<string | undefined> {
  if (token.length > MAX_TOKEN_LENGTH) return undefined;
  try {
    const claims = await decode({ token, secret });
    return typeof claims?.signInId === "string" ? claims.signInId : undefined;
  } catch (thrown) {
    // jose throws for whatever was forged, damaged or has expired.
    log.info("sign-in cookie refused", { why: thrown instanceof Error && "code" in thrown ? thrown.code : "unknown" });
    return undefined;
  }
}
