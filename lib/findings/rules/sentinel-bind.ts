import type { Rule } from "#lib/findings/rule.ts";

export const sentinelBind: Rule = {
  id: "sentinel-bind",
  of: "sentinel",
  check({ lines }) {
    if (lines.some(({ name }) => ["bind", "requirepass", "user"].includes(name))) return [];
    return [
      {
        severity: "error",
        lines: [],
        message: "Everybody in every network may command this Sentinel.",
        why: "It listens on all addresses, protected mode is off in a Sentinel, and no password is asked for.",
        fix: "Set SENTINEL_BIND_IP and SENTINEL_PASSWORD.",
      },
    ];
  },
};
