import { type ConsequenceRule, isPersistent, linesOf } from "#lib/consequences/consequence.ts";

export const persistenceEnds: ConsequenceRule = {
  id: "persistence-ends",
  check(meeting) {
    if (!(isPersistent(meeting.now) && !isPersistent(meeting.after))) return [];
    return [
      {
        severity: meeting.persistentOthers === 0 ? "error" : "warning",
        lines: linesOf(meeting, "save", "appendonly"),
        message: `${meeting.address} would keep nothing on disk any more.`,
        why: `${meeting.persistentOthers === 0 ? "No save and no AOF on the only persistent instance" : "No save and no AOF"}: ${meeting.usesSentinel ? "a restart starts empty, and its replicas follow it" : "a restart starts empty"}.`,
        fix: "Leave REDIS_SAVE_POINTS or REDIS_AOF_ENABLED as they are.",
      },
    ];
  },
};
