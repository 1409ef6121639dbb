import { type ConsequenceRule, keysOf, linesOf, type Meeting, mortalKeysOf } from "#lib/consequences/consequence.ts";
import { writeBytes } from "#lib/health/write-figure.ts";

export const memoryTooSmall: ConsequenceRule = {
  id: "memory-too-small",
  check(meeting) {
    const used = meeting.figures?.memory.usedBytes ?? 0;
    const limit = Number(meeting.after("maxmemory") ?? 0);
    if (!(limit > 0 && used > limit)) return [];
    // A replica keeps what its master keeps, whatever its own limit.
    const isFollowing = meeting.role === "replica" && meeting.after("replica-ignore-maxmemory") !== "no";
    const why = whatHappens(meeting, writeBytes(used - limit));
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

/** Under a volatile policy only keys with a time to live can go. */
function whatHappens(meeting: Meeting, over: string): string {
  const policy = meeting.after("maxmemory-policy") ?? "noeviction";
  if (policy === "noeviction") return "every write would fail with OOM";
  if (!policy.startsWith("volatile-")) return `about ${over} would be evicted at once`;
  const [keys, mortal] = [keysOf(meeting), mortalKeysOf(meeting)];
  if (keys > 0 && mortal === 0)
    return "every write would fail with OOM, for no key has a time to live to be evicted by";
  const which = `${mortal.toLocaleString("en")} of ${keys.toLocaleString("en")} keys have a time to live`;
  return `up to ${over} would be evicted at once, and every write would fail with OOM where that is not enough: ${which}`;
}
