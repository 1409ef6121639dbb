import type { Rule } from "#lib/findings/rule.ts";

export const noevictionCache: Rule = {
  id: "noeviction-cache",
  of: "redis",
  check({ facts, value, linesOf }) {
    if (
      !(
        facts.holdsCache &&
        !facts.holdsSessions &&
        !facts.holdsRateLimits &&
        value("maxmemory-policy") === "noeviction"
      )
    )
      return [];
    return [
      {
        severity: "warning",
        lines: linesOf("maxmemory-policy"),
        message: "A full cache refuses to be written.",
        why: "The instance holds nothing but a cache, and noeviction answers OOM to every write when the memory is full.",
        fix: "Use allkeys-lru.",
      },
    ];
  },
};
