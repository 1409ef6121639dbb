import type { Rule } from "#lib/findings/rule.ts";

const NEEDED = new Set(["CONFIG", "SLAVEOF", "REPLICAOF", "INFO", "PING", "ROLE", "CLIENT", "SHUTDOWN", "SCRIPT"]);

export const renameConfig: Rule = {
  id: "rename-config",
  of: "redis",
  check({ lines }) {
    return lines.flatMap(({ name, number, args }) =>
      name === "rename-command" && NEEDED.has((args[0] ?? "").toUpperCase())
        ? [
            {
              severity: "warning" as const,
              lines: [number],
              message: `${(args[0] ?? "").toUpperCase()} has another name or none.`,
              why: "Sentinel and this console need it; a failover fails half way.",
              fix: "Take the right away by ACL instead.",
            },
          ]
        : [],
    );
  },
};
