import { type ConsequenceRule, linesOf } from "#lib/consequences/consequence.ts";

export const clientsLowered: ConsequenceRule = {
  id: "clients-lowered",
  check(meeting) {
    const wanted = Number(meeting.after("maxclients") ?? 0);
    const present = Number(meeting.now("maxclients") ?? wanted);
    if (!(wanted > 0 && present < wanted && meeting.onHost?.get("maxclients")?.value === String(wanted))) return [];
    return [
      {
        severity: "warning",
        lines: linesOf(meeting, "maxclients"),
        message: `${meeting.address} runs with ${present} clients at most, though its file says ${wanted}.`,
        why: "Redis lowers maxclients in silence where the limit on open files is too small: it needs 32 more.",
        fix: "Raise LimitNOFILE of the service.",
      },
    ];
  },
};
