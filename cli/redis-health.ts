#!/usr/bin/env node
import "./redis-health/hide-arguments.ts";
import { ConfigError, formatConfigProblem } from "#lib/config/config-error.ts";
import { isDomainError } from "#lib/errors.ts";
import type { HealthState } from "#lib/health/schema.ts";
import packageFile from "#package.json" with { type: "json" };
import { checkHealth, type Outcome, unknownOutcome } from "./redis-health/check-health.ts";
import { ARGUMENTS } from "./redis-health/flag-problem.ts";
import { helpText } from "./redis-health/help-text.ts";
import { guessFormat } from "./redis-health/output-settings.ts";
import { parseFlags } from "./redis-health/parse-flags.ts";

const EXIT_STATUS = { ok: 0, warning: 1, critical: 2, unknown: 3 } as const satisfies Record<HealthState, number>;

async function run(argv: readonly string[]): Promise<Outcome> {
  try {
    const flags = parseFlags(argv);
    if (flags.has("help")) return { state: "ok", text: helpText().trimEnd() };
    if (flags.has("version")) return { state: "ok", text: `redis-health ${packageFile.version}` };
    return await checkHealth(flags);
  } catch (thrown) {
    return failed(argv, thrown);
  }
}

function failed(argv: readonly string[], thrown: unknown): Outcome {
  const sentence = sentenceFor(thrown);
  const format = guessFormat(argv);
  // Nagios joins both outputs, and takes one line.
  if (format === "json") process.stderr.write(`${sentence}\n`);
  return unknownOutcome(format, sentence);
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

function end({ state, text }: Outcome): void {
  const exit = () => process.exit(EXIT_STATUS[state]);
  process.stdout.on("error", exit);
  process.stdout.write(`${text}\n`, exit);
}

const argv = process.argv.slice(2);
const fault = (thrown: unknown) => end(failed(argv, thrown));
process.on("uncaughtException", fault);
process.on("unhandledRejection", fault);
end(await run(argv));
