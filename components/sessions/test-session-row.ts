import type { SessionRow } from "#lib/sessions/schema.ts";

/** A session as a search finds it, with what a test cares about put over it. */
export function sessionRow(over: Partial<SessionRow> = {}): SessionRow {
  return {
    ref: "sealed-1",
    tag: "a1b2c3d4",
    keyspace: "web-sessions",
    keyspaceLabel: "Web sessions",
    userId: "42",
    email: "grace@example.com",
    ip: "192.0.2.7",
    device: "Firefox on Linux",
    createdAt: 1_767_225_600_000,
    lastSeenAt: null,
    expiresAt: 1_767_830_400_000,
    state: "active",
    ...over,
  };
}
