import type { Rule } from "#lib/findings/rule.ts";

export const aclShadow: Rule = {
  id: "acl-shadow",
  of: "both",
  check({ lines }) {
    const users = lines.filter(({ name, args }) => name === "user" && args[0] === "default");
    const open = users.filter(({ args }) => args.includes("nopass"));
    if (open.length > 0)
      return [
        {
          severity: "error",
          lines: open.map(({ number }) => number),
          message: "The default user needs no password.",
          why: "nopass in a user line makes requirepass meaningless: the server is open.",
          fix: "Give the default user a password or turn it off.",
        },
      ];
    const passwords = lines.filter(({ name }) => name === "requirepass");
    if (users.length === 0 || passwords.length === 0) return [];
    return [
      {
        severity: "error",
        lines: [...users, ...passwords].map(({ number }) => number),
        message: "A user line and requirepass both set the default user.",
        why: "Whichever comes last counts; the other is a password that people believe in and that does not work.",
        fix: "Keep one of them.",
      },
    ];
  },
};
