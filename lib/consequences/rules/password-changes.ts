import { type ConsequenceRule, linesOf } from "#lib/consequences/consequence.ts";

export const passwordChanges: ConsequenceRule = {
  id: "password-changes",
  check(meeting) {
    const changed = ["requirepass", "masterauth"].filter((name) => meeting.changedSecrets.has(name));
    if (!(changed.length > 0)) return [];
    return [
      {
        severity: "warning",
        lines: linesOf(meeting, ...changed),
        message: `${changed.join(" and ")} of ${meeting.address} would be another secret.`,
        why: "Applications, replicas and Sentinels that still have the old one are refused after the restart.",
        fix: "Change it everywhere in one step, or add the new one by ACL first.",
      },
    ];
  },
};
