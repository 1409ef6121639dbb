import { type ConsequenceRule, keysOf, linesOf } from "#lib/consequences/consequence.ts";

export const aofByRestart: ConsequenceRule = {
  id: "aof-by-restart",
  check(meeting) {
    if (!(meeting.now("appendonly") === "no" && meeting.after("appendonly") === "yes")) return [];
    return [
      {
        severity: "error",
        lines: linesOf(meeting, "appendonly"),
        message: `A restart of ${meeting.address} with this file begins with an empty append only file.`,
        why: `The log is read in place of the snapshot, and there is none yet${keysOf(meeting) > 0 ? `: ${keysOf(meeting)} keys would be gone` : ""}.`,
        fix: "Run CONFIG SET appendonly yes first and wait until the rewrite is done; then deploy.",
      },
    ];
  },
};
