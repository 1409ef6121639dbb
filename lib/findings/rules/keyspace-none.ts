import type { Rule } from "#lib/findings/rule.ts";

export const keyspaceNone: Rule = {
  id: "keyspace-none",
  of: "redis",
  check({ facts, value, linesOf }) {
    if (!(facts.holdsSessions && value("notify-keyspace-events") === "")) return [];
    return [
      {
        severity: "note",
        lines: linesOf("notify-keyspace-events"),
        message: "Nothing tells when a session ends.",
        why: "The keyspace events are off: an application that listens to expiry hears nothing.",
        fix: "Set REDIS_KEYSPACE_EVENTS to Ex if something listens.",
      },
    ];
  },
};
