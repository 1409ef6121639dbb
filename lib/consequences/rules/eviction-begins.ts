import { type ConsequenceRule, linesOf } from "#lib/consequences/consequence.ts";

export const evictionBegins: ConsequenceRule = {
  id: "eviction-begins",
  check(meeting) {
    const [before, after] = [meeting.now("maxmemory-policy"), meeting.after("maxmemory-policy")];
    if (!(before === "noeviction" && after !== undefined && after !== before)) return [];
    return [
      {
        severity: "warning",
        lines: linesOf(meeting, "maxmemory-policy"),
        message: `${meeting.address} would begin to drop keys when its memory is full.`,
        why: `noeviction becomes ${after}${meeting.holdsSessions && after.startsWith("allkeys") ? ", and sessions are among the keys" : ""}.`,
        fix: "Check that everything in the instance may be lost, or keep noeviction.",
      },
    ];
  },
};
