import type { Rule } from "#lib/findings/rule.ts";

const BREAKING = /[\s"'\p{Cc}]/u;

export const passwordChars: Rule = {
  id: "password-chars",
  of: "sentinel",
  check(subject) {
    return [...subject.sentinel("auth-pass"), ...subject.sentinel("sentinel-pass")].flatMap((line) =>
      BREAKING.test(line.args.at(-1) ?? "") && !subject.placeholders.has(line.args.at(-1) ?? "")
        ? [
            {
              severity: "error" as const,
              lines: [line.number],
              message: "Sentinel will not start again with this password.",
              why: "It writes its file anew at every start, without quotes around this value: a blank, quote or line break breaks the line.",
              fix: "Choose a password without blanks, quotes and control characters.",
            },
          ]
        : [],
    );
  },
};
