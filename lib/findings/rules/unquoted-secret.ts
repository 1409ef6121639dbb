import type { Rule } from "#lib/findings/rule.ts";
import { secretArguments } from "#lib/findings/secret-arguments.ts";

export const unquotedSecret: Rule = {
  id: "unquoted-secret",
  of: "both",
  check(subject) {
    return secretArguments(subject).flatMap(({ line, secret }) =>
      secret !== "" && !/"\s*$/.test(line.text)
        ? [
            {
              severity: "error" as const,
              lines: [line.number],
              message: "The secret is not in double quotes.",
              why: "A blank, quote or line break in it would break the line or add a directive.",
              fix: "Write it with the q() macro of the template.",
            },
          ]
        : [],
    );
  },
};
