import type { Rule } from "#lib/findings/rule.ts";

export const valueNewline: Rule = {
  id: "value-newline",
  of: "both",
  check({ lines }) {
    return lines.flatMap(({ number, args }) =>
      args.some((text) => /[\r\n\0]/.test(text))
        ? [
            {
              severity: "error" as const,
              lines: [number],
              message: "A value holds a line break or NUL.",
              why: "Written without quotes it would begin a directive of its own; Sentinel writes some values without quotes.",
              fix: "Remove the line break from the variable.",
            },
          ]
        : [],
    );
  },
};
