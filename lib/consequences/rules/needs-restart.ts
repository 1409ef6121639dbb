import { type ConsequenceRule, isChanging, linesOf } from "#lib/consequences/consequence.ts";
import { findDirective } from "#lib/directives/directive-table.ts";

export const needsRestart: ConsequenceRule = {
  id: "needs-restart",
  check(meeting) {
    const names = [...meeting.rendered.keys()].filter(
      (name) => findDirective(name)?.isImmutable === true && name !== "replicaof" && isChanging(meeting, name),
    );
    if (names.length === 0) return [];
    return [
      {
        severity: "note",
        lines: linesOf(meeting, ...names),
        message: `${names.join(", ")} of ${meeting.address} ${names.length === 1 ? "changes" : "change"} by a restart alone.`,
        why: "The server reads them once, at its start: CONFIG SET refuses them.",
        fix: "Restart the replicas first, then fail over, then restart the old master.",
      },
    ];
  },
};
