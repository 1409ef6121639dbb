import { ConfigError } from "#lib/config/config-error.ts";

/** Stands in the place of a file's name. */
export const ARGUMENTS = "redis-health";

/** What is wrong with a flag and what would be right; never its value, for that may be a password. */
export function flagProblem(flag: string, wrong: string, right: string): ConfigError {
  return new ConfigError([{ file: ARGUMENTS, field: flag, wrong, right }]);
}
