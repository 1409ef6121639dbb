import { decodeSession } from "#lib/sessions/codecs/decode-session.ts";
import type { ScannedSession } from "./scan-sessions.ts";
import type { SearchTerm } from "./search-term.ts";
import { sessionFacts } from "./session-facts.ts";
import type { CompiledKeyspace } from "./session-keyspace.ts";

/** Whether a term means the session; what no codec reads counts only when its bytes hold the term. */
export function isMeant({ config }: CompiledKeyspace, { raw }: Pick<ScannedSession, "raw">, term: SearchTerm): boolean {
  if (!term.mayBeIn(raw, config.codec)) return false;
  const value = decodeSession(config, raw);
  return value === undefined ? term.isLiterallyIn(raw) : term.fits(sessionFacts(config, value));
}
