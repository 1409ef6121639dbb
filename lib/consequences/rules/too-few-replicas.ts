import { type ConsequenceRule, linesOf } from "#lib/consequences/consequence.ts";

export const tooFewReplicas: ConsequenceRule = {
  id: "too-few-replicas",
  check(meeting) {
    const { figures } = meeting;
    const wanted = Number(meeting.after("min-replicas-to-write") ?? 0);
    if (!(meeting.role === "master" && figures !== null && wanted > figures.replication.connectedReplicas)) return [];
    return [
      {
        severity: "error",
        lines: linesOf(meeting, "min-replicas-to-write"),
        message: `The master has ${figures.replication.connectedReplicas} replicas, and would ask for ${wanted} before it writes.`,
        why: "Every write fails with NOREPLICAS at once.",
        fix: "Set REDIS_MIN_REPLICAS_TO_WRITE to fewer than the replicas there are.",
      },
    ];
  },
};
