import type { Rule } from "#lib/findings/rule.ts";
import { secretArguments } from "#lib/findings/secret-arguments.ts";

const LEFTOVERS = new Set(["none", "true", "false", "null", "undefined"]);

function isLeak(secret: string, placeholders: ReadonlySet<string>): boolean {
  if (placeholders.has(secret)) return false;
  return LEFTOVERS.has(secret.toLowerCase()) || secret.includes("{{");
}

export const passwordLiteral: Rule = {
  id: "password-literal",
  of: "both",
  check(subject) {
    return secretArguments(subject).flatMap(({ line, secret }) =>
      isLeak(secret, subject.placeholders)
        ? [
            {
              severity: "error" as const,
              lines: [line.number],
              message: "The password is a word that a template left behind.",
              why: "None, True or an expression in braces is a value that was never filled in, and everybody can guess it.",
              fix: "Check that the vault has the variable and that its name is right.",
            },
          ]
        : [],
    );
  },
};
