import type { ErrorCode } from "#lib/errors.ts";

/** What to do about a refused sign-in, where the usual advice for the code, to sign in, would be none. */
export function signInAdvice(code: ErrorCode): { advice?: string } {
  if (code !== "UNAUTHENTICATED") return {};
  return { advice: "Check both and try again. After five failures an account is locked for a quarter of an hour." };
}
