import type { Rule } from "#lib/findings/rule.ts";

export const maxmemoryMissing: Rule = {
  id: "maxmemory-missing",
  of: "redis",
  check({ value, linesOf }) {
    if (!(value("maxmemory") === "0")) return [];
    return [
      {
        severity: "error",
        lines: linesOf("maxmemory"),
        message: "The memory for data has no limit.",
        why: "The instance grows until the system kills it, in the middle of the night.",
        fix: "Set REDIS_MAX_MEMORY, leaving a quarter of the host for copies and buffers.",
      },
    ];
  },
};
