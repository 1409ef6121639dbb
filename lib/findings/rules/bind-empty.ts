import type { Rule } from "#lib/findings/rule.ts";

export const bindEmpty: Rule = {
  id: "bind-empty",
  of: "both",
  check({ lines }) {
    const empty = lines.filter(({ name, args, isBroken }) => name === "bind" && args.join("") === "" && !isBroken);
    if (!(empty.length > 0)) return [];
    return [
      {
        severity: "error",
        lines: empty.map(({ number }) => number),
        message: "Redis will listen on no TCP address.",
        why: "An empty bind is accepted in silence: the process runs and nobody can connect.",
        fix: "Give REDIS_BIND_IP an address, or leave it unset for 127.0.0.1.",
      },
    ];
  },
};
