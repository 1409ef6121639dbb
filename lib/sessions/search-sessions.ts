import type { OperationContext } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { isPassingFailure } from "#lib/redis/passing-failure.ts";
import { type ReadingSource, readingSource } from "#lib/redis/reading-source.ts";
import { isMeant } from "./is-meant.ts";
import { readSessions } from "./read-sessions.ts";
import { type ScannedSession, scanSessions } from "./scan-sessions.ts";
import { type SearchEvent, SearchSessionsInput } from "./schema.ts";
import { type SearchTerm, understandTerm } from "./search-term.ts";
import { type CompiledKeyspace, sessionKeyspaces } from "./session-keyspace.ts";
import { type FoundSession, toSessionRow } from "./session-row.ts";
import { ReadableSample } from "./unreadable-values.ts";

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
    const source = await readingSource(connections, keyspaces[0]?.config.db ?? 0, "replica");
    return search({ ctx, deployment, connections, keyspaces, term: understandTerm(term), source });
  },
});

interface Search {
  ctx: OperationContext;
  deployment: string;
  connections: DeploymentConnections;
  keyspaces: CompiledKeyspace[];
  term: SearchTerm;
  source: ReadingSource;
}

async function* search(request: Search): AsyncGenerator<SearchEvent> {
  const { ctx, deployment, term, source } = request;
  const startedAt = performance.now();
  const named = await namedSessions(request);
  const understood = ({ handle, role }: ReadingSource): SearchEvent => ({
    type: "understood",
    kinds: term.kinds,
    // A session id that is dead here may live elsewhere, so whatever looks like one stays out of addresses.
    isShareable: named.length === 0 && !term.isCookie && !term.isRandom,
    source: { address: handle.address, role },
  });
  yield understood(source);
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
  const seen = new Set(named.map(nameOf));
  yield* scanAll(request, seen, understood, finish);
}

async function* scanAll(
  { ctx, deployment, connections, keyspaces, term, source }: Search,
  seen: Set<string>,
  understood: (source: ReadingSource) => SearchEvent,
  finish: (fraction: number, scanned: number, why: string | null) => SearchEvent,
): AsyncGenerator<SearchEvent> {
  let readFrom = source;
  let scanned = 0;
  let fraction = 0;
  let toldAt = 0;
  let hasUnread = false;
  const samples: ReadableSample[] = [];
  for (const [index, keyspace] of keyspaces.entries()) {
    let keys = 0;
    const sample = new ReadableSample(keyspace);
    samples.push(sample);
    const fits = (session: ScannedSession) => {
      sample.look(session);
      return isMeant(keyspace, session, term);
    };
    for await (const batch of scanSessions({ connections, keyspace, signal: ctx.signal, from: "replica", fits })) {
      keys = batch.keys;
      fraction = (index + batch.fraction) / keyspaces.length;
      hasUnread ||= batch.hasUnread;
      // After a failover another instance is read.
      if (!isSameSource(readFrom, batch.source)) yield understood(batch.source);
      readFrom = batch.source;
      for (const found of batch.found) {
        if (!isNew(seen, found)) continue;
        if (seen.size > MOST_ROWS) {
          yield finish(fraction, scanned + keys, `More than ${MOST_ROWS} sessions fit; these are the first.`);
          return;
        }
        yield { type: "found", session: toSessionRow(ctx.services, deployment, found) };
      }
      if (performance.now() - toldAt >= PROGRESS_EVERY_MS) {
        toldAt = performance.now();
        yield { type: "progress", fraction, scanned: scanned + keys };
      }
    }
    scanned += keys;
  }
  if (ctx.signal.aborted) yield finish(fraction, scanned, "The search was stopped.");
  else yield finish(1, scanned, whyPartial(hasUnread, samples));
}

function whyPartial(hasUnread: boolean, samples: readonly ReadableSample[]): string | null {
  const told = samples.flatMap((sample) => sample.told ?? []);
  if (hasUnread) told.unshift("Some values are too large to say whose sessions they are.");
  return told.length === 0 ? null : told.join(" ");
}

function isSameSource(a: ReadingSource, b: ReadingSource): boolean {
  return a.handle.address === b.handle.address && a.role === b.role;
}

/** Sessions whose id or cookie the term is. */
async function namedSessions({ connections, keyspaces, term }: Search): Promise<FoundSession[]> {
  const found = await Promise.all(
    keyspaces.map(async (keyspace) => {
      const keys = term.keysIn(keyspace);
      return keys.length === 0 ? [] : readNewest(connections, keyspace, keys);
    }),
  );
  return found.flat();
}

/** A replica may not have heard of a session that is a moment old; the master has, but may be gone. */
async function readNewest(
  connections: DeploymentConnections,
  keyspace: CompiledKeyspace,
  keys: readonly Buffer[],
): Promise<FoundSession[]> {
  const { db } = keyspace.config;
  try {
    return await readSessions(await connections.master(db, "read"), keyspace, keys);
  } catch (thrown) {
    const replica = isPassingFailure(thrown) ? await connections.replica(db) : undefined;
    if (replica === undefined) throw thrown;
    return readSessions(replica, keyspace, keys);
  }
}

function isNew(seen: Set<string>, found: FoundSession): boolean {
  const before = seen.size;
  return seen.add(nameOf(found)).size > before;
}

function nameOf({ keyspace, key }: FoundSession): string {
  return `${keyspace.config.name} ${key.toString("latin1")}`;
}
