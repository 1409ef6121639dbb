import type { Rule } from "#lib/findings/rule.ts";

export const replicaofStatic: Rule = {
  id: "replicaof-static",
  of: "redis",
  check({ settings, facts, value, linesOf }) {
    if (!(facts.usesSentinel && settings.has("replicaof") && value("replicaof") !== "")) return [];
    return [
      {
        severity: "warning",
        lines: linesOf("replicaof"),
        message: "Deploying this after a failover reverts it.",
        why: "Sentinel moves the master and rewrites the file; the template writes the first roles again.",
        fix: "Unset REDIS_REPLICAOF after the first start.",
      },
    ];
  },
};
