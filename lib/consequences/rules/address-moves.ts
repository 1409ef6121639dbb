import { type ConsequenceRule, isChanging, linesOf } from "#lib/consequences/consequence.ts";

export const addressMoves: ConsequenceRule = {
  id: "address-moves",
  check(meeting) {
    const moved = ["port", "bind", "tls-port", "replica-announce-ip", "replica-announce-port"].filter((name) =>
      isChanging(meeting, name),
    );
    if (!(moved.length > 0)) return [];
    return [
      {
        severity: "warning",
        lines: linesOf(meeting, ...moved),
        message: `${meeting.address} would listen elsewhere: ${moved.join(" and ")} ${moved.length === 1 ? "differs" : "differ"}.`,
        why: "Sentinels, replicas and applications look for it where it was.",
        fix: "Keep the address, or move the instance as a new one.",
      },
    ];
  },
};
