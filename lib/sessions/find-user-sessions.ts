import { DomainError } from "#lib/errors.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import type { ReadingSource } from "#lib/redis/reading-source.ts";
import { decodeSession } from "#lib/sessions/codecs/decode-session.ts";
import { type ScannedSession, scanSessions } from "./scan-sessions.ts";
import { understandTerm } from "./search-term.ts";
import { sessionFacts } from "./session-facts.ts";
import type { CompiledKeyspace } from "./session-keyspace.ts";
import type { FoundSession } from "./session-row.ts";
import { isCounter } from "./unreadable-values.ts";

interface Wanted {
  connections: DeploymentConnections;
  keyspaces: readonly CompiledKeyspace[];
  userIds: ReadonlySet<string>;
  signal: AbortSignal;
  from: ReadingSource["role"];
  /** The search ends with the first one more: how many more there are nobody needs, and their values would fill the memory. */
  most: number;
}

interface UserSessions {
  sessions: FoundSession[];
  /** false where a value is too large, or cannot be read, to say whose session it is, or there are more than were asked for. */
  isComplete: boolean;
}

/** Every session of these users, by what the sessions themselves say: no index is believed. */
export async function findUserSessions(wanted: Wanted): Promise<UserSessions> {
  const { connections, keyspaces, userIds, signal, from, most } = wanted;
  const terms = [...userIds].map(understandTerm);
  const found = new Map<string, FoundSession>();
  let isComplete = true;
  for (const keyspace of keyspaces) {
    const fits = ({ raw }: ScannedSession) => {
      if (!terms.some((term) => term.mayBeIn(raw, keyspace.config.codec))) return false;
      const value = decodeSession(keyspace.config, raw);
      if (value === undefined) {
        // It may be one of theirs, and nobody can tell.
        if (!isCounter(raw) && terms.some((term) => term.isLiterallyIn(raw))) isComplete = false;
        return false;
      }
      const { userId } = sessionFacts(keyspace.config, value);
      return userId !== undefined && userIds.has(userId);
    };
    for await (const batch of scanSessions({ connections, keyspace, signal, from, fits })) {
      if (batch.hasUnread) isComplete = false;
      for (const one of batch.found) {
        found.set(`${keyspace.config.name} ${one.key.toString("latin1")}`, one);
        if (found.size > most) return { sessions: [...found.values()], isComplete: false };
      }
    }
  }
  if (signal.aborted) throw new DomainError("TIMEOUT", "The search was stopped before it had looked at everything.");
  return { sessions: [...found.values()], isComplete };
}
