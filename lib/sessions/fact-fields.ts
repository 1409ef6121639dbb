import type { SessionKeyspace } from "#lib/config/session-keyspace-schema.ts";
import { parseValuePath } from "#lib/config/value-path.ts";
import type { ReadValue } from "./read-raw-sessions.ts";

/** The fields of a hash that a session's row is made of; undefined where a path has to look at all of them. */
export function factFields(keyspace: SessionKeyspace): string[] | undefined {
  if (keyspace.type !== "hash" || keyspace.field !== undefined) return undefined;
  const { user, email, ip, device, created, lastSeen, expires } = keyspace;
  const times = [
    ...(expires.from === "path" ? expires.path : []),
    ...(lastSeen?.from === "path" ? lastSeen.path : []),
    ...(lastSeen?.from === "max-age-ttl" && typeof lastSeen.maxAge === "string" ? [lastSeen.maxAge] : []),
  ];
  const names = new Set<string>();
  for (const path of [user, email, ip, device, created, times].flatMap((paths) => paths ?? [])) {
    const [first] = parseValuePath(path);
    if (first?.kind !== "member") return undefined;
    names.add(first.name);
  }
  return names.size === 0 ? undefined : [...names];
}

/** What HMGET answered for those fields; isWhole says whether nothing else of the session matters. */
export function toFacts(fields: readonly string[], reply: unknown, isWhole: boolean): ReadValue | undefined {
  if (!Array.isArray(reply)) return undefined;
  const raw = new Map<string, Buffer>();
  for (const [index, name] of fields.entries()) {
    const value: unknown = reply[index];
    if (Buffer.isBuffer(value)) raw.set(name, value);
  }
  return { raw, isWhole };
}
