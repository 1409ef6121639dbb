import { TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { compare } from "#lib/render/jinja/values/compare.ts";
import { expectNumber, expectText } from "#lib/render/jinja/values/expect.ts";
import { exactDigits, exactFraction, roundHalfEven } from "#lib/render/jinja/values/fixed-point.ts";
import { divide } from "#lib/render/jinja/values/number-arithmetic.ts";
import { str } from "#lib/render/jinja/values/repr.ts";
import { Undefined } from "#lib/render/jinja/values/undefined.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";

const UNITS: readonly (readonly [string, bigint])[] = [
  ["Y", 1n << 80n],
  ["Z", 1n << 70n],
  ["E", 1n << 60n],
  ["P", 1n << 50n],
  ["T", 1n << 40n],
  ["G", 1n << 30n],
  ["M", 1n << 20n],
  ["K", 1n << 10n],
  ["B", 1n],
];
const SMALLEST: readonly [string, bigint] = ["B", 1n];

export function bytesToHuman(size: Value, isBits: boolean, unit: Value): string {
  if (size instanceof Undefined) return size.fail();
  const wanted = unit === null ? undefined : expectText(unit).toUpperCase();
  const number = expectNumber(size);
  const [suffix, limit] =
    UNITS.find(([name, bound]) => (wanted === undefined ? compare(number, bound) >= 0 : wanted === name)) ?? SMALLEST;
  const base = isBits ? "bits" : "Bytes";
  const quotient = divide(number, limit);
  return `${exactDigits(quotient, 2)} ${limit === 1n ? base : suffix + base.charAt(0)}`;
}

export function humanToBytes(size: Value, defaultUnit: Value, isBits: boolean): bigint {
  const [, digits = "", written] = /^\s*(\d*\.?\d*)\s*([A-Za-z]+)?/.exec(str(size)) ?? [];
  if (!/\d/.test(digits)) throw new TemplateFailure("human_to_bytes needs a number.");
  const number = Number(digits);
  const unit = written ?? (defaultUnit === null ? undefined : expectText(defaultUnit));
  if (unit === undefined) return whole(number);
  const name = unit.charAt(0).toUpperCase();
  const limit = UNITS.find(([known]) => known === name)?.[1];
  if (limit === undefined) throw new TemplateFailure("human_to_bytes does not know the unit.");
  const [letter, word] = isBits ? ["b", "bit"] : ["B", "byte"];
  const isRight = unit.length === 1 || unit.toLowerCase().includes(word) || unit.charAt(1) === letter;
  if (!isRight) throw new TemplateFailure(`human_to_bytes expects the unit ${name}${letter} or ${name}.`);
  return whole(number * Number(limit));
}

function whole(value: number): bigint {
  const { numerator, denominator } = exactFraction(value);
  return roundHalfEven(numerator, denominator);
}
