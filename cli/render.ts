#!/usr/bin/env node
import { CONFIG_EXIT_STATUS, ConfigError } from "#lib/config/config-error.ts";
import { EXIT_STATUS, isDomainError } from "#lib/errors.ts";
import { checkFile } from "./render/check-file.ts";
import { compareFile } from "./render/compare-file.ts";
import { HELP } from "./render/help.ts";
import { readArguments } from "./render/read-arguments.ts";
import { renderFile } from "./render/render-file.ts";

/** The exit status; what is asked for goes to stdout, everything else to stderr. */
function run(argv: readonly string[]): number {
  const asked = readArguments(argv);
  if (asked === undefined) {
    process.stdout.write(HELP);
    return 0;
  }
  const rendered = renderFile(asked);
  if (asked.diff !== undefined) return compareFile(rendered, asked.diff);
  if (asked.isCheck) return checkFile(rendered, asked);
  process.stdout.write(rendered.text);
  return 0;
}

function refuse(thrown: unknown): number {
  if (thrown instanceof ConfigError) {
    process.stderr.write(`${thrown.message}\n`);
    return CONFIG_EXIT_STATUS;
  }
  if (!isDomainError(thrown)) throw thrown;
  const place = thrown.where === undefined ? "" : `${thrown.where}: `;
  process.stderr.write(`${place}${thrown.message}\n`);
  // 65 is for data that is wrong, 64 for wrong arguments.
  return thrown.where === undefined || thrown.code !== "INVALID_INPUT" ? EXIT_STATUS[thrown.code] : 65;
}

try {
  process.exitCode = run(process.argv.slice(2));
} catch (thrown) {
  process.exitCode = refuse(thrown);
}
