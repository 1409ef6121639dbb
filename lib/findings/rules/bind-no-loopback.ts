import { boundAddresses, isLoopback, isReachableFromEverywhere } from "#lib/findings/bound-addresses.ts";
import type { Rule } from "#lib/findings/rule.ts";

export const bindNoLoopback: Rule = {
  id: "bind-no-loopback",
  of: "redis",
  check({ value, linesOf }) {
    const bound = boundAddresses(value("bind"));
    if (!(bound.length > 0 && !isReachableFromEverywhere(bound) && !bound.some(isLoopback) && !value("unixsocket")))
      return [];
    return [
      {
        severity: "warning",
        lines: linesOf("bind"),
        message: "Local scripts cannot connect.",
        why: "redis-cli without a host asks 127.0.0.1, where nobody listens.",
        fix: "Add 127.0.0.1 to REDIS_BIND_IP.",
      },
    ];
  },
};
