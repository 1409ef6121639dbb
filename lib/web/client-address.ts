/** `harden-incoming` has put the one true address here, whatever the client sent. */
export function clientAddress(headers: Headers): string {
  return headers.get("x-forwarded-for") ?? "unknown";
}
