import { isIP } from "node:net";
import type { SearchEvent } from "#lib/sessions/schema.ts";

const MOST_NAMES = 20;
/** Of one person; more would be looked for one after another. */
const MOST_ADDRESSES = 5;

export interface FoundPerson {
  readonly userIds: string[];
  readonly emails: string[];
  readonly addresses: string[];
}

/** Who it is, by the sessions found; by the term alone where there is no session, or where they are of several people. */
export function personIn(events: readonly SearchEvent[], term: string): FoundPerson {
  const rows = events.flatMap((event) => (event.type === "found" ? [event.session] : []));
  const understood = events.find((event) => event.type === "understood");
  const userIds = distinct(rows.map(({ userId }) => userId)).slice(0, MOST_NAMES);
  if (userIds.length === 1) {
    return {
      userIds,
      emails: distinct(rows.map(({ email }) => email)).slice(0, MOST_ADDRESSES),
      addresses: distinct(rows.map(({ ip }) => ip)).slice(0, MOST_ADDRESSES),
    };
  }
  if (isIP(term) !== 0) return { userIds, emails: [], addresses: [term] };
  if (term.includes("@")) return { userIds, emails: [term], addresses: [] };
  // What may be a session's id is nobody's name, and is not looked for in other keys.
  const isName = userIds.length === 0 && understood?.type === "understood" && understood.isShareable;
  return { userIds: isName ? [term] : userIds, emails: [], addresses: [] };
}

function distinct(texts: readonly (string | null)[]): string[] {
  return [...new Set(texts.flatMap((text) => text ?? []))];
}
