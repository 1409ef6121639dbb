import type { Rule } from "#lib/findings/rule.ts";

export const parallelSyncs: Rule = {
  id: "parallel-syncs",
  of: "sentinel",
  check({ facts, sentinel }) {
    return sentinel("parallel-syncs").flatMap((line) => {
      const count = Number(line.args[2]);
      const most = facts.replicas === undefined ? Number.POSITIVE_INFINITY : Math.max(1, facts.replicas - 1);
      // What is no number is told of as such.
      if (Number.isNaN(count) || (count >= 1 && count <= most)) return [];
      const isNone = count < 1;
      return [
        {
          severity: "warning" as const,
          lines: [line.number],
          message: isNone ? "No replica follows the new master." : "All replicas copy the new master at once.",
          why: isNone
            ? "0 is accepted, and after a failover the other replicas are never turned."
            : "While they copy nobody answers reads.",
          fix: "Use 1.",
        },
      ];
    });
  },
};
