import type { Rule } from "#lib/findings/rule.ts";

export const aclTwoPlaces: Rule = {
  id: "acl-two-places",
  of: "both",
  check({ lines, value, linesOf }) {
    const users = lines.filter(({ name }) => name === "user");
    if (!value("aclfile") || users.length === 0) return [];
    return [
      {
        severity: "error",
        lines: [...linesOf("aclfile"), ...users.map(({ number }) => number)],
        message: "Users stand in an ACL file and in this file too.",
        why: "Redis takes them from one place only: it refuses to start.",
        fix: "Move the user lines into the ACL file, or unset the ACL file.",
      },
    ];
  },
};
