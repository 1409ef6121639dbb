import { wrongSentinelStatement } from "#lib/directives/sentinel-statements.ts";
import type { Rule } from "#lib/findings/rule.ts";

export const sentinelStatement: Rule = {
  id: "sentinel-statement",
  of: "sentinel",
  check({ lines }) {
    return lines.flatMap((line) => {
      const wrong = line.name === "sentinel" ? wrongSentinelStatement(line.args) : undefined;
      if (wrong === undefined) return [];
      const why = "Sentinel refuses the whole file and does not start.";
      return [{ severity: "error" as const, lines: [line.number], ...wrong, why }];
    });
  },
};
