import { wrongDirective } from "#lib/directives/wrong-directive.ts";
import type { Rule } from "#lib/findings/rule.ts";

export const directiveCheck: Rule = {
  id: "directive-check",
  of: "redis",
  check({ lines }) {
    return lines.flatMap((line) => {
      const wrong = wrongDirective(line);
      if (wrong === undefined) return [];
      const why = "redis-server refuses the whole file and does not start.";
      return [{ severity: "error" as const, lines: [line.number], ...wrong, why }];
    });
  },
};
