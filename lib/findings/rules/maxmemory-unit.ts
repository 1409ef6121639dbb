import { findDirective } from "#lib/directives/directive-table.ts";
import type { Rule } from "#lib/findings/rule.ts";

const THOUSANDS: Readonly<Record<string, string>> = { k: "1,000", m: "1,000,000", g: "1,000,000,000" };

export const maxmemoryUnit: Rule = {
  id: "maxmemory-unit",
  of: "redis",
  check({ lines }) {
    return lines.flatMap(({ name, number, args }) => {
      const isBytes = findDirective(name)?.type.kind === "bytes";
      const unit = isBytes ? /^\d+([kmg])$/i.exec(args[0] ?? "")?.[1]?.toLowerCase() : undefined;
      if (unit === undefined) return [];
      return [
        {
          severity: "warning" as const,
          lines: [number],
          message: `${args[0]} counts in thousands.`,
          why: `Redis reads 1${unit} as ${THOUSANDS[unit]} bytes; 1${unit}b is the one that counts by 1,024.`,
          fix: `Write ${args[0]}b.`,
        },
      ];
    });
  },
};
