import { type ConsequenceRule, linesOf } from "#lib/consequences/consequence.ts";

export const tooManyClients: ConsequenceRule = {
  id: "too-many-clients",
  check(meeting) {
    const { figures } = meeting;
    const most = Number(meeting.after("maxclients") ?? Number.POSITIVE_INFINITY);
    if (!(figures !== null && most < figures.clients.connected)) return [];
    return [
      {
        severity: "error",
        lines: linesOf(meeting, "maxclients"),
        message: `${figures.clients.connected} clients are connected to ${meeting.address}, and maxclients would be ${most}.`,
        why: "New connections are refused at once; after a restart some of the present ones too.",
        fix: "Set REDIS_MAX_CLIENTS higher.",
      },
    ];
  },
};
