import { flagProblem } from "./flag-problem.ts";
import type { GivenFlags } from "./parse-flags.ts";
import { readNumber } from "./read-number.ts";

const FORMATS = ["json", "nagios"] as const;
export type OutputFormat = (typeof FORMATS)[number];

const TIMEOUT = { least: 1, most: 600, isWhole: false };
const USUAL_TIMEOUT_SECONDS = 10;

export function readFormat(flags: GivenFlags): OutputFormat {
  const text = flags.get("output-format")?.[0] ?? "json";
  const format = FORMATS.find((one) => one === text);
  if (format !== undefined) return format;
  throw flagProblem("--output-format", "is none of the formats", `give ${FORMATS.join(" or ")}`);
}

/** How to answer somebody whose flags are wrong. */
export function guessFormat(argv: readonly string[]): OutputFormat {
  const last = argv.lastIndexOf("--output-format");
  return argv.includes("--output-format=nagios") || (last >= 0 && argv[last + 1] === "nagios") ? "nagios" : "json";
}

export function readTimeoutMs(flags: GivenFlags): number {
  return (readNumber(flags, "timeout", TIMEOUT) ?? USUAL_TIMEOUT_SECONDS) * 1000;
}
