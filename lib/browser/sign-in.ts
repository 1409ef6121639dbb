import { readResult } from "./read-result.ts";

interface SignIn {
  /** "callback/credentials" takes name and password; "signin/oidc" answers with the provider's address. */
  way: "callback/credentials" | "signin/oidc";
  fields: Record<string, string>;
  /** The path to return to. */
  from: string;
}

/** Resolves to the address to go to; throws a FailureError that says why not. */
export async function signIn({ way, fields, from }: SignIn): Promise<string> {
  const token: unknown = await (await fetch("/api/auth/csrf")).json();
  const csrfToken = readText(token, "csrfToken");
  const answer = await fetch(`/api/auth/${way}`, {
    method: "POST",
    body: new URLSearchParams({ ...fields, from, csrfToken }),
  });
  return readText(await readResult(answer), "url") || from;
}

function readText(value: unknown, name: string): string {
  if (typeof value !== "object" || value === null) return "";
  const text: unknown = Reflect.get(value, name);
  return typeof text === "string" ? text : "";
}
