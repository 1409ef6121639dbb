import { type ConsequenceRule, linesOf } from "#lib/consequences/consequence.ts";

export const databasesTooFew: ConsequenceRule = {
  id: "databases-too-few",
  check(meeting) {
    const count = Number(meeting.after("databases") ?? 16);
    const used = (meeting.figures?.keyspace ?? []).filter(({ keys }) => keys > 0);
    const highest = Math.max(-1, ...used.map(({ db }) => db));
    if (!(highest >= count)) return [];
    return [
      {
        severity: "error",
        lines: linesOf(meeting, "databases"),
        message: `${meeting.address} holds keys in logical database ${highest}, and the file has ${count}.`,
        why: "redis-server refuses to load the data: it does not start.",
        fix: `Set REDIS_DATABASES to ${highest + 1} or more.`,
      },
    ];
  },
};
