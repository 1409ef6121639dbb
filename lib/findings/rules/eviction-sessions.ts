import type { Rule } from "#lib/findings/rule.ts";

export const evictionSessions: Rule = {
  id: "eviction-sessions",
  of: "redis",
  check({ facts, value, linesOf }) {
    if (!((facts.holdsSessions || facts.holdsRateLimits) && (value("maxmemory-policy") ?? "").startsWith("allkeys-")))
      return [];
    return [
      {
        severity: "error",
        lines: linesOf("maxmemory-policy"),
        message: `A full memory drops ${facts.holdsSessions ? "sessions" : "rate-limit counters"}.`,
        why: "The policy is of the instance, not of a logical database: allkeys evicts logged-in people and counters like any cached page.",
        fix: "Use volatile-lru or noeviction, or give the cache an instance of its own.",
      },
    ];
  },
};
