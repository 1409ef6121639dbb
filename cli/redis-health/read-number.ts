import { flagProblem } from "./flag-problem.ts";
import type { FlagName } from "./flags.ts";
import type { GivenFlags } from "./parse-flags.ts";

interface Range {
  least: number;
  most: number;
  isWhole: boolean;
}

export const PORT: Range = { least: 1, most: 65_535, isWhole: true };
export const COUNT: Range = { least: 0, most: 1_000, isWhole: true };

export function readNumber(flags: GivenFlags, name: FlagName, range: Range): number | undefined {
  const text = flags.get(name)?.[0];
  if (text === undefined) return undefined;
  const value = (range.isWhole ? /^\d{1,9}$/ : /^\d{1,9}(\.\d{1,9})?$/).test(text) ? Number(text) : Number.NaN;
  if (value >= range.least && value <= range.most) return value;
  const kind = range.isWhole ? "a whole number" : "a number";
  throw flagProblem(`--${name}`, "does not fit", `give ${kind} from ${range.least} to ${range.most}`);
}
