import type { SessionKeyspace } from "#lib/config/session-keyspace-schema.ts";
import { readPaths, readText } from "./read-path.ts";
import { readTime } from "./read-time.ts";

/** What a session says of itself; undefined is "not recorded". */
export interface SessionFacts {
  userId: string | undefined;
  email: string | undefined;
  ip: string | undefined;
  device: string | undefined;
  createdAt: number | undefined;
}

export function sessionFacts(keyspace: SessionKeyspace, value: unknown): SessionFacts {
  return {
    userId: readText(value, keyspace.user),
    email: readText(value, keyspace.email),
    ip: readText(value, keyspace.ip),
    device: readText(value, keyspace.device),
    createdAt: readTime(readPaths(value, keyspace.created)),
  };
}

/** PTTL: -1 without an end. */
export function expiryOf(keyspace: SessionKeyspace, value: unknown, ttlMs: number, now: number): number | undefined {
  const { expires } = keyspace;
  if (expires.from === "path") return readTime(readPaths(value, expires.path));
  return ttlMs < 0 ? undefined : now + ttlMs - expires.lessMs;
}

export function lastSeenOf(keyspace: SessionKeyspace, value: unknown, ttlMs: number, now: number): number | undefined {
  const { lastSeen } = keyspace;
  if (lastSeen === undefined) return undefined;
  if (lastSeen.from === "path") return readTime(readPaths(value, lastSeen.path));
  const maxAge = typeof lastSeen.maxAge === "number" ? lastSeen.maxAge : readPaths(value, [lastSeen.maxAge]);
  // Every request begins the life anew, so what is missing of it is the time since the last one.
  return typeof maxAge === "number" && ttlMs >= 0 ? now - Math.max(0, maxAge - ttlMs) : undefined;
}
