import type { ClientRow } from "#lib/inspect/schema.ts";

export function clientRow(more: Partial<ClientRow> = {}): ClientRow {
  return {
    id: "7",
    address: "10.0.0.1:5123",
    name: null,
    user: "default",
    kind: "application",
    ageSeconds: 1,
    idleSeconds: 1,
    command: "GET",
    db: 0,
    memoryBytes: 1,
    outputBytes: 0,
    subscriptions: 0,
    patternSubscriptions: 0,
    isBlocked: false,
    library: null,
    ...more,
  };
}
