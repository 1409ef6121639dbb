import type { Rule } from "#lib/findings/rule.ts";

export const volatileNoTtl: Rule = {
  id: "volatile-no-ttl",
  of: "redis",
  check({ value, linesOf }) {
    if (!(value("maxmemory-policy") ?? "").startsWith("volatile-")) return [];
    return [
      {
        severity: "note",
        lines: linesOf("maxmemory-policy"),
        message: "Keys without a time to live are never evicted.",
        why: "When only such keys are left, writes fail as with noeviction.",
        fix: "Check that everything the application caches has a time to live.",
      },
    ];
  },
};
