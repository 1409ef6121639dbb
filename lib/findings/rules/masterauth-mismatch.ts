import type { Rule } from "#lib/findings/rule.ts";

export const masterauthMismatch: Rule = {
  id: "masterauth-mismatch",
  of: "redis",
  check({ value, linesOf }) {
    const [own = "", other = ""] = [value("requirepass"), value("masterauth")];
    if (!(own !== "" && other !== "" && own !== other && !value("masteruser"))) return [];
    return [
      {
        severity: "error",
        lines: [...linesOf("requirepass"), ...linesOf("masterauth")],
        message: "masterauth is another password than requirepass.",
        why: "All instances of the deployment have the same file: replication would be refused with NOAUTH.",
        fix: "Leave REDIS_MASTER_PASSWORD unset, or give REDIS_MASTER_USER the user that it belongs to.",
      },
    ];
  },
};
