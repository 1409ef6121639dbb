import { isIP } from "node:net";
import { type ConsequenceRule, linesOf } from "#lib/consequences/consequence.ts";

export const failoverReverted: ConsequenceRule = {
  id: "failover-reverted",
  check(meeting) {
    const [wanted, present] = [meeting.after("replicaof") ?? "", meeting.now("replicaof") ?? ""];
    if (!meeting.usesSentinel || wanted === present) return [];
    const lines = linesOf(meeting, "replicaof");
    if (wanted === "")
      return [
        {
          severity: "note",
          lines,
          message: `The file of ${meeting.address} does not say that it is a replica.`,
          why: "Started with it, the instance is a master of its own until a Sentinel turns it, usually within ten seconds.",
          fix: "Restart one instance at a time, the master last, after a failover.",
        },
      ];
    const [host = "", port = ""] = wanted.split(" ");
    // A name may well be the address that Sentinel has written in its place.
    if (isIP(host) === 0 && meeting.role === "replica" && present.endsWith(` ${port}`))
      return [
        {
          severity: "note",
          lines,
          message: `The file of ${meeting.address} names its master ${host}, and it follows ${present}.`,
          why: "If the name is another instance's, deploying this reverts a failover.",
          fix: "Unset REDIS_REPLICAOF after the first start.",
        },
      ];
    return [
      {
        severity: "error",
        lines,
        message: `Deploying this to ${meeting.address} reverts a failover.`,
        why:
          meeting.role === "master"
            ? "It is the master now, and the file makes it a replica."
            : `It follows ${present} now, and the file names ${wanted}.`,
        fix: "Unset REDIS_REPLICAOF.",
      },
    ];
  },
};
