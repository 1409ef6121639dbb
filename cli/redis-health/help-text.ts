import { FLAGS, type Flag } from "./flags.ts";
import { LIMIT_NAMES } from "./limits.ts";

export function helpText(): string {
  const flags: [string, Flag][] = Object.entries(FLAGS);
  const rows = flags.map(([name, { value, help }]) => [`--${name}${value === undefined ? "" : ` ${value}`}`, help]);
  const width = Math.max(...rows.map(([usage = ""]) => usage.length));
  const lines = rows.map(([usage = "", help = ""]) => `  ${usage.padEnd(width)}  ${help}`);
  return `Usage: redis-health [FLAGS]

Judges a Redis instance, what a Sentinel watches, or a whole deployment, as the console's pages do.

${lines.join("\n")}

Names for --warning and --critical: ${LIMIT_NAMES.join(", ")}.
Exit status: 0 ok, 1 warning, 2 critical, 3 unknown or wrong arguments.
`;
}
