import type { SearchKind } from "#lib/sessions/schema.ts";

const NAMES = { user: "user", email: "email", ip: "ip" } as const;

/** The search that an address asks for. */
export function searchFromAddress(parameters: URLSearchParams): string | undefined {
  const [found] = Object.values(NAMES).flatMap((name) => parameters.get(name)?.trim() || []);
  return found;
}

/** The address of a search that may be shared; never called for what may be a session id. */
export function addressOfSearch(term: string, kinds: readonly SearchKind[]): string {
  const kind = kinds.find((one) => one !== "session-id") ?? "user";
  return `?${new URLSearchParams({ [NAMES[kind]]: term })}`;
}
