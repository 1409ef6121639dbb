import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { decodeSession } from "#lib/sessions/codecs/decode-session.ts";
import { type ScannedSession, scanSessions } from "./scan-sessions.ts";
import { understandTerm } from "./search-term.ts";
import { sessionFacts } from "./session-facts.ts";
import type { CompiledKeyspace } from "./session-keyspace.ts";

export interface UserSession extends ScannedSession {
  keyspace: CompiledKeyspace;
  userId: string;
}

interface Wanted {
  connections: DeploymentConnections;
  keyspaces: readonly CompiledKeyspace[];
  userIds: ReadonlySet<string>;
  signal: AbortSignal;
  from: "replica" | "master";
}

/** Every session of these users, by what the sessions themselves say: no index is believed. */
export async function findUserSessions({
  connections,
  keyspaces,
  userIds,
  signal,
  from,
}: Wanted): Promise<UserSession[]> {
  const terms = [...userIds].map(understandTerm);
  const found = new Map<string, UserSession>();
  for (const keyspace of keyspaces) {
    for await (const { sessions } of scanSessions({ connections, keyspace, signal, from })) {
      for (const session of sessions) {
        if (!terms.some((term) => term.mayBeIn(session.raw))) continue;
        const { userId } = sessionFacts(keyspace.config, decodeSession(keyspace.config, session.raw));
        if (userId === undefined || !userIds.has(userId)) continue;
        found.set(`${keyspace.config.name} ${session.key.toString("latin1")}`, { ...session, keyspace, userId });
      }
    }
  }
  return [...found.values()];
}
