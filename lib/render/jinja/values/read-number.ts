import { strip } from "#lib/render/jinja/methods/text-methods.ts";
import { Refusal } from "#lib/render/jinja/render-error.ts";
import { isAscii } from "#lib/render/jinja/values/ascii.ts";

const FLOAT = /^[+-]?(?:(?:\d+(?:_\d+)*)?\.?(?:\d+(?:_\d+)*)?(?:e[+-]?\d+(?:_\d+)*)?|inf|infinity|nan)$/i;
const PREFIX: ReadonlyMap<number, string> = new Map([
  [2, "0b"],
  [8, "0o"],
  [16, "0x"],
]);

/** Python's int(text, base); undefined where it raises ValueError. */
export function readInteger(text: string, base: number): bigint | undefined {
  const match = /^([+-]?)(.*)$/s.exec(strip(ascii(text), null, "both").toLowerCase());
  const [, sign = "", body = ""] = match ?? [];
  const digits = withoutPrefix(body, base);
  if (digits === undefined || !/^[0-9a-z]+(?:_[0-9a-z]+)*$/.test(digits)) return undefined;
  let value = 0n;
  for (const char of digits.replaceAll("_", "")) {
    const digit = Number.parseInt(char, 36);
    if (digit >= base) return undefined;
    value = value * BigInt(base) + BigInt(digit);
  }
  return sign === "-" ? -value : value;
}

function withoutPrefix(body: string, base: number): string | undefined {
  if (base < 2 || base > 36) throw new Refusal("An integer is read in an unusual base.");
  // Python limits how many digits it reads, for the time it takes.
  if (body.length > 4300) throw new Refusal("An integer is very long.");
  const prefix = PREFIX.get(base);
  if (prefix === undefined || !body.startsWith(prefix)) return body;
  const rest = body.slice(2);
  return rest.startsWith("_") ? rest.slice(1) : rest;
}

/** Python's float(text); undefined where it raises ValueError. */
export function readFloat(text: string): number | undefined {
  const word = strip(ascii(text), null, "both").toLowerCase();
  if (!FLOAT.test(word) || !/\d|inf|nan/.test(word)) return undefined;
  if (/^[+-]?\.?(?:e|$)/.test(word)) return undefined;
  if (word.includes("nan")) return Number.NaN;
  if (word.includes("inf")) return word.startsWith("-") ? -Infinity : Infinity;
  return Number(word.replaceAll("_", ""));
}

function ascii(text: string): string {
  if (!isAscii(text) && /(?=\P{ASCII})[\p{Nd}\p{Z}]/u.test(text))
    throw new Refusal("A number has characters beyond ASCII.");
  return text;
}
