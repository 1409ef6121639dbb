import type { OperationContext } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import type { DeploymentConnections, RedisHandle } from "#lib/redis/deployment-connections.ts";
import { matchSessions } from "./match-sessions.ts";
import { readSessions } from "./read-sessions.ts";
import { readingHandle, scanSessions } from "./scan-sessions.ts";
import { type SearchEvent, SearchSessionsInput } from "./schema.ts";
import { type SearchTerm, understandTerm } from "./search-term.ts";
import { type CompiledKeyspace, sessionKeyspaces } from "./session-keyspace.ts";
import { toSessionRow } from "./session-row.ts";

const MOST_ROWS = 1000;
const PROGRESS_EVERY_MS = 100;

/** Finds the sessions that a user id, an e-mail address, an IP address or a session id means, exactly. */
export const searchSessions = defineOperation({
  name: "session.search",
  summary: "search for sessions",
  kind: "access",
  roles: ["support", "sre"],
  input: SearchSessionsInput,
  target: ({ deployment, term }) => ({ deployment, shown: "sessions of a search term", identity: term }),
  async run(ctx, { deployment, term }): Promise<AsyncIterable<SearchEvent>> {
    const connections = ctx.services.deployments.get(deployment);
    const keyspaces = sessionKeyspaces(connections.config);
    if (keyspaces.length === 0) {
      throw new DomainError("NOT_FOUND", "The deployment has no session keyspace.", {
        advice: "Add one under keyspaces in the configuration.",
      });
    }
    // Opened here, so that a deployment that cannot be read fails the request and not the stream.
    const source = await readingHandle(connections, keyspaces[0]?.config.db ?? 0, "replica");
    return search({ ctx, deployment, connections, keyspaces, term: understandTerm(term), source });
  },
});

interface Search {
  ctx: OperationContext;
  deployment: string;
  connections: DeploymentConnections;
  keyspaces: CompiledKeyspace[];
  term: SearchTerm;
  source: RedisHandle;
}

async function* search(request: Search): AsyncGenerator<SearchEvent> {
  const { ctx, deployment, connections, keyspaces, term, source } = request;
  const startedAt = performance.now();
  const named = await namedSessions(request);
  const master = connections.config.kind === "sentinel" ? await connections.replica(source.db) : undefined;
  const role = master !== undefined && source.address === master.address ? "replica" : "master";
  yield {
    type: "understood",
    kinds: term.kinds,
    isShareable: named.length === 0 && !term.isCookie,
    source: { address: source.address, role },
  };
  for (const found of named) yield { type: "found", session: toSessionRow(ctx.services, deployment, found) };
  const finish = (fraction: number, scanned: number, why: string | null): SearchEvent => ({
    type: "finished",
    isComplete: why === null,
    fraction,
    scanned,
    durationMs: Math.round(performance.now() - startedAt),
    why,
  });
  // Nothing that long and random is also somebody's user id; a short number may well be both.
  if (named.length > 0 && term.isRandom) {
    yield finish(1, named.length, null);
    return;
  }
  const seen = new Set(named.map(({ keyspace, key }) => nameOf(keyspace, key)));
  yield* scanAll(request, keyspaces, seen, finish);
}

async function* scanAll(
  { ctx, deployment, connections, term }: Search,
  keyspaces: CompiledKeyspace[],
  seen: Set<string>,
  finish: (fraction: number, scanned: number, why: string | null) => SearchEvent,
): AsyncGenerator<SearchEvent> {
  let scanned = 0;
  let fraction = 0;
  let toldAt = 0;
  for (const [index, keyspace] of keyspaces.entries()) {
    let keys = 0;
    for await (const batch of scanSessions({ connections, keyspace, signal: ctx.signal, from: "replica" })) {
      keys = batch.keys;
      fraction = (index + batch.fraction) / keyspaces.length;
      const fresh = matchSessions(keyspace, batch.sessions, term).filter(({ key }) => isNew(seen, keyspace, key));
      for (const found of await readSessions(
        batch.source,
        keyspace,
        fresh.map(({ key }) => key),
      )) {
        yield { type: "found", session: toSessionRow(ctx.services, deployment, found) };
      }
      if (seen.size >= MOST_ROWS) {
        yield finish(fraction, scanned + keys, `More than ${MOST_ROWS} sessions fit; these are the first.`);
        return;
      }
      if (performance.now() - toldAt >= PROGRESS_EVERY_MS) {
        toldAt = performance.now();
        yield { type: "progress", fraction, scanned: scanned + keys };
      }
    }
    scanned += keys;
  }
  yield finish(ctx.signal.aborted ? fraction : 1, scanned, ctx.signal.aborted ? "The search was stopped." : null);
}

/** Sessions whose id or cookie the term is. */
async function namedSessions({ connections, keyspaces, term }: Search) {
  const found = await Promise.all(
    keyspaces.map(async (keyspace) => {
      const keys = term.keysIn(keyspace);
      if (keys.length === 0) return [];
      // A replica may not have heard of a session that is a moment old; the master has.
      return readSessions(await connections.master(keyspace.config.db, "read"), keyspace, keys);
    }),
  );
  return found.flat();
}

function isNew(seen: Set<string>, keyspace: CompiledKeyspace, key: Buffer): boolean {
  const name = nameOf(keyspace, key);
  if (seen.has(name)) return false;
  seen.add(name);
  return true;
}

function nameOf(keyspace: CompiledKeyspace, key: Buffer): string {
  return `${keyspace.config.name} ${key.toString("latin1")}`;
}
