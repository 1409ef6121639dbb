import type { Rule } from "#lib/findings/rule.ts";
import { secretArguments } from "#lib/findings/secret-arguments.ts";

const SHORTEST = 16;
const COMMON = ["password", "redis", "secret", "changeme", "qwerty", "letmein", "123456"];

function isWeak(secret: string): boolean {
  if (secret === "" || secret.includes("{{")) return false;
  return secret.length < SHORTEST || COMMON.some((word) => secret.toLowerCase().includes(word));
}

export const passwordWeak: Rule = {
  id: "password-weak",
  of: "both",
  check(subject) {
    return secretArguments(subject).flatMap(({ line, secret }) =>
      isWeak(secret) && !subject.placeholders.has(secret)
        ? [
            {
              severity: "warning" as const,
              lines: [line.number],
              message: "The password is short or a common word.",
              why: "Redis answers so fast that such a password is found by trying.",
              fix: "Use 32 random characters from the vault.",
            },
          ]
        : [],
    );
  },
};
