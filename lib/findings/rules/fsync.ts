import type { Rule } from "#lib/findings/rule.ts";

export const fsync: Rule = {
  id: "fsync",
  of: "redis",
  check({ value, linesOf }) {
    const policy = value("appendonly") === "yes" ? value("appendfsync") : undefined;
    if (policy !== "no" && policy !== "always") return [];
    const isAlways = policy === "always";
    return [
      {
        severity: isAlways ? "note" : "warning",
        lines: linesOf("appendfsync"),
        message: isAlways ? "Every write waits for the disk." : "The system decides when the log reaches the disk.",
        why: isAlways
          ? "Nothing is lost, and the throughput is that of the disk."
          : "A crash of the host can lose half a minute of writes.",
        fix: isAlways ? "Use everysec unless losing a second is too much." : "Use everysec.",
      },
    ];
  },
};
