import { type ConsequenceRule, linesOf } from "#lib/consequences/consequence.ts";
import { writeBytes } from "#lib/health/write-figure.ts";

export const memoryTooSmall: ConsequenceRule = {
  id: "memory-too-small",
  check(meeting) {
    const used = meeting.figures?.memory.usedBytes ?? 0;
    const limit = Number(meeting.after("maxmemory") ?? 0);
    const isEvicting = meeting.after("maxmemory-policy") !== "noeviction";
    if (!(limit > 0 && used > limit)) return [];
    const over = writeBytes(used - limit);
    // A replica keeps what its master keeps, whatever its own limit.
    const isFollowing = meeting.role === "replica" && meeting.after("replica-ignore-maxmemory") !== "no";
    const why = isEvicting ? `about ${over} would be evicted at once` : "every write would fail with OOM";
    return [
      {
        severity: "error",
        lines: linesOf(meeting, "maxmemory"),
        message: `maxmemory ${writeBytes(limit)} is below the ${writeBytes(used)} used on ${meeting.address}.`,
        why: isFollowing
          ? `It is a replica, which ignores the limit: as soon as it is the master, ${why}.`
          : `${why.replace(/^./, (letter) => letter.toUpperCase())}, and after a restart too.`,
        fix: "Set REDIS_MAX_MEMORY above what is used, or free memory first.",
      },
    ];
  },
};
