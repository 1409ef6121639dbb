import type { Rule } from "#lib/findings/rule.ts";

export const inlineComment: Rule = {
  id: "inline-comment",
  of: "both",
  check({ lines }) {
    return lines.flatMap(({ name, number, args }) =>
      name !== "user" && args.slice(1).some((text) => text.startsWith("#"))
        ? [
            {
              severity: "error" as const,
              lines: [number],
              message: "A # after a value is no comment.",
              why: "redis-server reads it as one more argument and refuses the file.",
              fix: "Put the comment on a line of its own.",
            },
          ]
        : [],
    );
  },
};
