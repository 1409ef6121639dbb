import { ConfigError, formatConfigProblem } from "#lib/config/config-error.ts";
import { isDomainError } from "#lib/errors.ts";
import { nagiosLine } from "#lib/health/nagios-line.ts";
import type { HealthState } from "#lib/health/schema.ts";
import { ARGUMENTS } from "./flag-problem.ts";
import type { OutputFormat } from "./output-settings.ts";
import { emptyResult } from "./to-result.ts";

/** What the command prints and what it ends with. */
export interface Outcome {
  readonly state: HealthState;
  readonly text: string;
  /** For the person who typed the command. */
  readonly remark?: string;
}

/** Nothing could be checked. */
export function unknownOutcome(format: OutputFormat, sentence: string): Outcome {
  const report = { state: "unknown" as const, sentence: `Unknown: ${sentence}`, checks: [] };
  if (format === "nagios") return { state: "unknown", text: nagiosLine(report) };
  return { state: "unknown", text: JSON.stringify(emptyResult(report, new Date()), undefined, 2) };
}

export function failedOutcome(format: OutputFormat, thrown: unknown): Outcome {
  const sentence = sentenceFor(thrown);
  // Nagios joins both outputs, and takes one line.
  return { ...unknownOutcome(format, sentence), ...(format === "json" ? { remark: sentence } : {}) };
}

/** A fault's own words could hold what nobody expects there. */
function sentenceFor(thrown: unknown): string {
  if (thrown instanceof ConfigError) {
    const [first, ...others] = thrown.problems;
    const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
    return `${first === undefined ? "" : formatConfigProblem(first).replace(`${ARGUMENTS}: `, "")}${more}`;
  }
  if (isDomainError(thrown)) return `${thrown.message} ${thrown.advice}`;
  return `The check met a fault of its own (${thrown instanceof Error ? thrown.name : typeof thrown}).`;
}
