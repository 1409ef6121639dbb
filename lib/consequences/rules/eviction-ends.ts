import { type ConsequenceRule, linesOf } from "#lib/consequences/consequence.ts";

const NEARLY = 0.8;

export const evictionEnds: ConsequenceRule = {
  id: "eviction-ends",
  check(meeting) {
    const before = meeting.now("maxmemory-policy");
    const limit = Number(meeting.after("maxmemory") ?? 0);
    const used = meeting.figures?.memory.usedBytes ?? 0;
    if (
      !(
        before !== undefined &&
        before !== "noeviction" &&
        meeting.after("maxmemory-policy") === "noeviction" &&
        limit > 0 &&
        used > NEARLY * limit
      )
    )
      return [];
    return [
      {
        severity: "warning",
        lines: linesOf(meeting, "maxmemory-policy"),
        message: `${meeting.address} is nearly full and would stop dropping keys.`,
        why: "Writes fail with OOM as soon as the limit is reached.",
        fix: "Free memory first, or raise REDIS_MAX_MEMORY.",
      },
    ];
  },
};
