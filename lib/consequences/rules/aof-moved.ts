import { type ConsequenceRule, isChanging, linesOf } from "#lib/consequences/consequence.ts";

export const aofMoved: ConsequenceRule = {
  id: "aof-moved",
  check(meeting) {
    const moved = ["appendfilename", "appenddirname", "dir"].filter((name) => isChanging(meeting, name));
    if (!(meeting.now("appendonly") === "yes" && moved.length > 0)) return [];
    return [
      {
        severity: "error",
        lines: linesOf(meeting, ...moved),
        message: `${moved.join(" and ")} differ from where the append only file of ${meeting.address} is.`,
        why: "A restart looks in the new place, finds nothing and starts empty.",
        fix: "Keep the names, or move the files while the instance is stopped.",
      },
    ];
  },
};
