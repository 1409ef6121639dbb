import { hasPassword } from "#lib/findings/has-password.ts";
import type { Rule } from "#lib/findings/rule.ts";

export const noPassword: Rule = {
  id: "no-password",
  of: "redis",
  check(subject) {
    if (hasPassword(subject)) return [];
    return [
      {
        severity: "error",
        lines: subject.linesOf("requirepass"),
        message: "Nobody has to sign in.",
        why: "Without requirepass, an ACL file or a default user with a password, whoever reaches the port may do everything.",
        fix: "Set REDIS_PASSWORD from the vault.",
      },
    ];
  },
};
