import { DomainError } from "#lib/errors.ts";

/** Throws unless the page that sent this is the console's own: a browser always names the origin of what it posts. */
export function assertSameOrigin(headers: Headers, address: string): void {
  assertNoForeignFetch(headers, address);
  if (headers.get("origin") === null) throw foreign("The request does not say which page sent it.");
}

/** The same for reading, where browsers of our own pages send no Origin. */
export function assertNoForeignFetch(headers: Headers, address: string): void {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none")
    throw foreign("The request was sent by another site.");
  const origin = headers.get("origin");
  if (origin !== null && !isOwnOrigin(origin, headers.get("host"), address)) {
    throw foreign("The request was sent by another site.");
  }
}

/** The Host header has passed the allowlist by then, so an origin with that host and the console's scheme is ours. */
function isOwnOrigin(origin: string, host: string | null, address: string): boolean {
  if (origin === new URL(address).origin) return true;
  return host !== null && origin === `${new URL(address).protocol}//${host}`;
}

function foreign(message: string): DomainError {
  return new DomainError("FORBIDDEN", message, { advice: "Open the console in its own tab and try there." });
}
