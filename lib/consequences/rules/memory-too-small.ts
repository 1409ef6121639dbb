import { type ConsequenceRule, linesOf } from "#lib/consequences/consequence.ts";
import { writeBytes } from "#lib/health/write-figure.ts";

export const memoryTooSmall: ConsequenceRule = {
  id: "memory-too-small",
  check(meeting) {
    const used = meeting.figures?.memory.usedBytes ?? 0;
    const limit = Number(meeting.after("maxmemory") ?? 0);
    const isEvicting = meeting.after("maxmemory-policy") !== "noeviction";
    if (!(limit > 0 && used > limit)) return [];
    return [
      {
        severity: "error",
        lines: linesOf(meeting, "maxmemory"),
        message: `maxmemory ${writeBytes(limit)} is below the ${writeBytes(used)} used on ${meeting.address}.`,
        why: `${isEvicting ? `About ${writeBytes(used - limit)} would be evicted at once` : "Every write would fail with OOM"}, and after a restart ${isEvicting ? "too" : "as well"}.`,
        fix: "Set REDIS_MAX_MEMORY above what is used, or free memory first.",
      },
    ];
  },
};
