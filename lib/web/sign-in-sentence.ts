const SENTENCES = {
  UNAUTHENTICATED: "The name or the password is not right, or the account is locked.",
  TOO_MANY_REQUESTS: "Too many attempts to sign in were made.",
  FORBIDDEN: "The page was too old, or you are not among those who may use the console.",
  STORE_UNAVAILABLE: "The console's own store or its users file cannot be read, so nobody can sign in.",
  TIMEOUT: "The single sign-on provider does not answer.",
  INTERNAL: "The sign-in could not be completed.",
} as const;

/** Why a sign-in failed, for the error code that a Result or the address of the sign-in page carries. */
export function signInSentence(code: string): string {
  return Object.entries(SENTENCES).find(([known]) => known === code)?.[1] ?? SENTENCES.INTERNAL;
}
