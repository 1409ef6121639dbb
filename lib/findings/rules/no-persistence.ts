import type { Rule } from "#lib/findings/rule.ts";

export const noPersistence: Rule = {
  id: "no-persistence",
  of: "redis",
  check({ facts, value, linesOf }) {
    if (!(facts.holdsSessions && value("save") === "" && value("appendonly") === "no")) return [];
    return [
      {
        severity: "error",
        lines: [...linesOf("save"), ...linesOf("appendonly")],
        message: "A restart loses everything.",
        why: `Neither snapshots nor the append only file keep the data${facts.usesSentinel ? "; a master that comes back empty empties its replicas too" : ""}.`,
        fix: "Turn one of them on.",
      },
    ];
  },
};
