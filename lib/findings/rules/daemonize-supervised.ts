import type { Rule } from "#lib/findings/rule.ts";

export const daemonizeSupervised: Rule = {
  id: "daemonize-supervised",
  of: "redis",
  check({ value, linesOf }) {
    if (!(value("daemonize") === "yes" && value("supervised") === "systemd")) return [];
    return [
      {
        severity: "warning",
        lines: [...linesOf("daemonize"), ...linesOf("supervised")],
        message: "systemd would wait for a process that went to the background.",
        why: "supervised systemd with daemonize yes: the unit times out and is started again and again.",
        fix: "Set REDIS_DAEMONIZE to no.",
      },
    ];
  },
};
