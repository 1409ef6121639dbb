import type { Rule } from "#lib/findings/rule.ts";

export const minReplicas: Rule = {
  id: "min-replicas",
  of: "redis",
  check({ facts, value, linesOf }) {
    if (!(facts.usesSentinel && facts.replicas !== 0 && value("min-replicas-to-write") === "0")) return [];
    return [
      {
        severity: "warning",
        lines: linesOf("min-replicas-to-write"),
        message: "A master that is cut off goes on taking writes that are lost.",
        why: "During a partition both sides have a master until it heals; then one side's writes are gone.",
        fix: "Set REDIS_MIN_REPLICAS_TO_WRITE to 1.",
      },
    ];
  },
};
