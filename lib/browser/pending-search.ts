let term: string | undefined;

/** Hands a search to the sessions page without putting it into an address: it may be a session id. */
export function leaveSearch(text: string): void {
  term = text;
}

/** Once: a second reader gets nothing. */
export function takeSearch(): string | undefined {
  const taken = term;
  term = undefined;
  return taken;
}
