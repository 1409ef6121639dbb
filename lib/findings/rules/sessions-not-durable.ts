import type { Rule } from "#lib/findings/rule.ts";

export const sessionsNotDurable: Rule = {
  id: "sessions-not-durable",
  of: "redis",
  check({ facts, value, linesOf }) {
    if (!(facts.holdsSessions && value("appendonly") === "no" && value("save") !== "")) return [];
    return [
      {
        severity: "warning",
        lines: linesOf("appendonly"),
        message: "A crash loses sessions back to the last snapshot.",
        why: "Sessions live here and the append only file is off.",
        fix: "Set REDIS_AOF_ENABLED to yes, in a running instance by CONFIG SET first.",
      },
    ];
  },
};
