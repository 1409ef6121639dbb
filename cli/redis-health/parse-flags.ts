import { parseArgs } from "node:util";
import { nearestName } from "#lib/config/nearest-name.ts";
import { flagProblem } from "./flag-problem.ts";
import { FLAGS, type Flag, type FlagName, isFlagName } from "./flags.ts";

/** The values in the order given; a flag that stands alone has the empty text. */
export type GivenFlags = ReadonlyMap<FlagName, readonly string[]>;

const OPTIONS = Object.fromEntries(
  Object.entries(FLAGS).map(([name, flag]) => [
    name,
    { type: "value" in flag ? ("string" as const) : ("boolean" as const) },
  ]),
);

/** Checks the flags' names and that each has what it needs; what the values mean is read elsewhere. */
export function parseFlags(argv: readonly string[]): GivenFlags {
  const { tokens } = parseArgs({
    args: [...argv],
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = new Map<FlagName, string[]>();
  for (const token of tokens) {
    if (token.kind === "option-terminator") continue;
    if (token.kind === "positional") throw strayText([...given.keys()].at(-1));
    const { name, rawName, value, inlineValue } = token;
    if (name === "h") return new Map([["help", [""]]]);
    if (!isFlagName(name)) throw unknownFlag(rawName);
    const flag: Flag = FLAGS[name];
    const before = given.get(name) ?? [];
    if (before.length > 0 && flag.isRepeatable !== true)
      throw flagProblem(rawName, "is given twice", "keep one of them");
    given.set(name, [...before, readValue(flag, name, value, inlineValue === true)]);
  }
  return given;
}

function readValue(flag: Flag, name: FlagName, value: string | undefined, isInline: boolean): string {
  if (flag.value === undefined) {
    if (value === undefined) return "";
    throw flagProblem(`--${name}`, "takes no value", `write --${name} alone`);
  }
  const isNext = value !== undefined && !isInline && value.startsWith("--") && isFlagName(value.slice(2));
  if (value === undefined || value === "" || isNext) {
    throw flagProblem(`--${name}`, "has no value", `write --${name} ${flag.value}`);
  }
  return value;
}

function unknownFlag(rawName: string) {
  // Somebody may have glued a password to a short flag.
  const name = /^--[a-z-]{1,40}$/.exec(rawName)?.[0];
  if (name === undefined) return flagProblem("arguments", "one of them is no flag", "see --help");
  const nearest = nearestName(name.slice(2), Object.keys(FLAGS));
  const right = nearest === undefined ? "see --help" : `did you mean --${nearest}?`;
  return flagProblem(name, "there is no such flag", right);
}

function strayText(after: FlagName | undefined) {
  const place = after === undefined ? "at the beginning" : `after --${after}`;
  return flagProblem("arguments", `a text ${place} belongs to no flag`, "quote values with spaces, and see --help");
}
