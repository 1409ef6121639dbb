import { decodeSession } from "#lib/sessions/codecs/decode-session.ts";
import type { ScannedSession } from "./scan-sessions.ts";
import type { SearchTerm } from "./search-term.ts";
import { sessionFacts } from "./session-facts.ts";
import type { CompiledKeyspace } from "./session-keyspace.ts";

/** Those of a batch that a term means; what no codec reads counts only when its bytes hold the term. */
export function matchSessions(
  keyspace: CompiledKeyspace,
  sessions: readonly ScannedSession[],
  term: SearchTerm,
): ScannedSession[] {
  return sessions.filter(({ raw }) => {
    if (!term.mayBeIn(raw)) return false;
    const value = decodeSession(keyspace.config, raw);
    return value === undefined ? term.isLiterallyIn(raw) : term.fits(sessionFacts(keyspace.config, value));
  });
}
