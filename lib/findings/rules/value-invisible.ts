import type { Rule } from "#lib/findings/rule.ts";

/** Format characters, private ones and those without a meaning; line breaks have a rule of their own. */
const INVISIBLE = /[\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/u;

export const valueInvisible: Rule = {
  id: "value-invisible",
  of: "both",
  check({ lines }) {
    return lines.flatMap(({ number, text }) =>
      INVISIBLE.test(text)
        ? [
            {
              severity: "warning" as const,
              lines: [number],
              message: "The line holds a character that nobody can see.",
              why: "It can turn the reading direction or make two names look alike: the line may not say what it seems to.",
              fix: "Type the value again by hand in the variables file.",
            },
          ]
        : [],
    );
  },
};
