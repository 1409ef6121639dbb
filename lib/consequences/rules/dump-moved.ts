import { type ConsequenceRule, isChanging, linesOf } from "#lib/consequences/consequence.ts";

export const dumpMoved: ConsequenceRule = {
  id: "dump-moved",
  check(meeting) {
    const moved = ["dbfilename", "dir"].filter((name) => isChanging(meeting, name));
    if (
      !(
        meeting.now("appendonly") === "no" &&
        meeting.after("appendonly") === "no" &&
        moved.length > 0 &&
        meeting.now("save") !== ""
      )
    )
      return [];
    return [
      {
        severity: "error",
        lines: linesOf(meeting, ...moved),
        message: `${moved.join(" and ")} differ from where the snapshot of ${meeting.address} is.`,
        why: "A restart looks in the new place, finds nothing and starts empty.",
        fix: "Keep the names, or move the file while the instance is stopped.",
      },
    ];
  },
};
