import { findDirective } from "#lib/directives/directive-table.ts";
import type { Rule } from "#lib/findings/rule.ts";

const REPEATED = new Set(["save", "client-output-buffer-limit", "user", "include", "loadmodule", "rename-command"]);

/** Of statements about a master, one for each master. */
function sentinelKey([statement = "", master = ""]: readonly string[]): string {
  return `sentinel ${statement.toLowerCase()} ${master}`;
}

export const duplicateDirective: Rule = {
  id: "duplicate-directive",
  of: "both",
  check({ lines }) {
    const seen = new Map<string, number[]>();
    for (const { name, args, number } of lines) {
      const key = name === "sentinel" ? sentinelKey(args) : (findDirective(name)?.name ?? name);
      if (!REPEATED.has(key)) seen.set(key, [...(seen.get(key) ?? []), number]);
    }
    const repeated = [...seen].filter(([, numbers]) => numbers.length > 1);
    return repeated.map(([key, numbers]) => {
      const isRefused = key.startsWith("sentinel monitor");
      return {
        severity: isRefused ? ("error" as const) : ("warning" as const),
        lines: numbers,
        message: `${key} is there ${numbers.length} times.`,
        why: isRefused ? "Sentinel refuses the file: Duplicate master name." : "Only the last one counts.",
        fix: "Keep one.",
      };
    });
  },
};
