import type { Directive, DirectiveKind } from "./directive-table.ts";
import { normaliseSpecial } from "./normalise-special.ts";
import { parseBytes } from "./parse-bytes.ts";

/** Why redis-server refuses a value. */
export type ValueProblem = "arity" | "bool" | "choice" | "number" | "range";

/** What CONFIG GET answers once redis-server has read the arguments. */
export type Normalised = { readonly value: string } | { readonly problem: ValueProblem; readonly right: string };

export function normaliseValue(directive: Directive, args: readonly string[]): Normalised {
  const { name, type } = directive;
  if (type.kind === "special") return normaliseSpecial(name, args);
  if (name === "shutdown-on-sigint" || name === "shutdown-on-sigterm") return normaliseFlags(type, args);
  const [text, ...rest] = args;
  if (text === undefined || rest.length > 0)
    return { problem: "arity", right: `one value, and there ${args.length === 0 ? "is none" : `are ${args.length}`}` };
  return normaliseOne(name, type, text);
}

function normaliseOne(name: string, type: DirectiveKind, text: string): Normalised {
  switch (type.kind) {
    case "bool":
      return /^(yes|no)$/i.test(text) ? { value: text.toLowerCase() } : { problem: "bool", right: "yes or no" };
    case "choice":
      return normaliseChoice(name, type.choices, text);
    case "integer":
      return inRange(/^(0|-?[1-9]\d*)$/.test(text) ? BigInt(text) : undefined, type);
    case "octal":
      return normaliseOctal(text, type);
    case "bytes":
      return inRange(parseBytes(text), type);
    case "percent":
      return /^\d{1,3}%$/.test(text)
        ? Number.parseInt(text, 10) <= 100
          ? { value: text }
          : { problem: "range", right: "0% to 100%" }
        : inRange(parseBytes(text), type);
    default:
      return { value: text };
  }
}

function normaliseChoice(name: string, choices: readonly string[], text: string): Normalised {
  const word = text.toLowerCase();
  if (!choices.some((choice) => choice.toLowerCase() === word))
    return { problem: "choice", right: `one of ${choices.join(", ")}` };
  // Two words for one thing: CONFIG GET knows the other.
  return { value: name === "oom-score-adj" && word === "relative" ? "yes" : word };
}

function normaliseFlags(type: DirectiveKind, args: readonly string[]): Normalised {
  const choices = type.kind === "choice" ? type.choices : [];
  const words = args.map((word) => word.toLowerCase());
  return words.length > 0 && words.every((word) => choices.includes(word))
    ? { value: words.join(" ") }
    : { problem: "choice", right: `words of ${choices.join(", ")}` };
}

function normaliseOctal(text: string, type: { min: bigint; max: bigint }): Normalised {
  if (!/^[0-7]{1,6}$/.test(text)) return { problem: "number", right: "an octal number such as 700" };
  const { problem, right } = { problem: "range", right: "at most 777" } as const;
  const number = Number.parseInt(text, 8);
  return number <= type.max ? { value: number.toString(8) } : { problem, right };
}

function inRange(number: bigint | undefined, { kind, min, max }: Extract<DirectiveKind, { min: bigint }>): Normalised {
  if (number === undefined) {
    const right = kind === "integer" ? "a whole number without a leading zero" : "bytes, such as 512mb or 2gb";
    return { problem: "number", right };
  }
  return number >= min && number <= max ? { value: String(number) } : { problem: "range", right: `${min} to ${max}` };
}
