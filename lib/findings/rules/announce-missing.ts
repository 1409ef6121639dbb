import { isReachableFromEverywhere } from "#lib/findings/bound-addresses.ts";
import type { Rule } from "#lib/findings/rule.ts";

export const announceMissing: Rule = {
  id: "announce-missing",
  of: "both",
  check(subject) {
    const isSentinel = subject.lines.some(({ name }) => name === "sentinel");
    const announced = isSentinel
      ? subject.sentinel("announce-ip").length
      : subject.value("replica-announce-ip")?.length;
    const bind = subject.lines.findLast(({ name }) => name === "bind");
    if (!subject.facts.usesSentinel || (announced ?? 0) > 0 || bind === undefined) return [];
    if (!isReachableFromEverywhere(bind.args)) return [];
    return [
      {
        severity: "warning",
        lines: [bind.number],
        message: "Others may be told an address that they cannot reach.",
        why: "On all addresses, behind NAT or in a container the address that the system picks is told to Sentinels and clients.",
        fix: `Set ${isSentinel ? "SENTINEL_ANNOUNCE_IP" : "REDIS_REPLICA_ANNOUNCE_IP"}.`,
      },
    ];
  },
};
