import { Refusal, TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { expectIndex, expectNumber, isText } from "#lib/render/jinja/values/expect.ts";
import { exactDigits, exactFraction, roundHalfEven } from "#lib/render/jinja/values/fixed-point.ts";
import { unmarked } from "#lib/render/jinja/values/marked-text.ts";
import { isInteger, isNumber, type PyNumber, toFloat } from "#lib/render/jinja/values/number.ts";
import { divide, power } from "#lib/render/jinja/values/number-arithmetic.ts";
import { REQUIRED } from "#lib/render/jinja/values/parameters.ts";
import { readFloat, readInteger } from "#lib/render/jinja/values/read-number.ts";
import { truth } from "#lib/render/jinja/values/truth.ts";
import { typeFailure } from "#lib/render/jinja/values/type-failure.ts";
import { Undefined } from "#lib/render/jinja/values/undefined.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import { type HelperTable, helper } from "./helper.ts";
import { bytesToHuman, humanToBytes } from "./human-size.ts";

/** Filters that make numbers, round them or write them for people. */
export const NUMBER_FILTERS: HelperTable = new Map([
  [
    "int",
    helper({ value: REQUIRED, default: 0n, base: 10n }, ({ value, default: fallback, base }) =>
      toInteger(value, fallback, base),
    ),
  ],
  ["float", helper({ value: REQUIRED, default: 0 }, ({ value, default: fallback }) => pythonFloat(value) ?? fallback)],
  ["abs", helper({ x: REQUIRED }, ({ x }) => absolute(expectNumber(x)))],
  [
    "round",
    helper({ value: REQUIRED, precision: 0n, method: "common" }, ({ value, precision, method }) =>
      round(value, expectIndex(precision), unmarked(method)),
    ),
  ],
  [
    "pow",
    helper({ x: REQUIRED, y: REQUIRED }, ({ x, y }, { budget }) =>
      power(toFloat(expectNumber(x)), toFloat(expectNumber(y)), budget),
    ),
  ],
  ["root", helper({ x: REQUIRED, base: 2n }, ({ x, base }) => squareRoot(toFloat(expectNumber(x)), base))],
  ["filesizeformat", helper({ value: REQUIRED, binary: false }, ({ value, binary }) => fileSize(value, truth(binary)))],
  [
    "human_readable",
    helper({ size: REQUIRED, isbits: false, unit: null }, ({ size, isbits, unit }) =>
      bytesToHuman(size, truth(isbits), unit),
    ),
  ],
  [
    "human_to_bytes",
    helper({ size: REQUIRED, default_unit: null, isbits: false }, ({ size, default_unit, isbits }) =>
      humanToBytes(size, default_unit, truth(isbits)),
    ),
  ],
]);

function toInteger(value: Value, fallback: Value, base: Value): Value {
  const plain = unmarked(value);
  if (plain instanceof Undefined) return plain.fail();
  const whole =
    typeof plain === "string" ? readInteger(plain, expectIndex(base)) : isNumber(plain) ? truncate(plain) : undefined;
  if (whole !== undefined) return whole;
  const float = pythonFloat(plain);
  return float === undefined ? fallback : (truncate(float) ?? fallback);
}

function truncate(value: PyNumber): bigint | undefined {
  if (isInteger(value)) return BigInt(value);
  if (Number.isNaN(value)) return undefined;
  if (!Number.isFinite(value)) throw new TemplateFailure("Infinity is no integer.");
  return BigInt(Math.trunc(value));
}

/** undefined where Python raises TypeError or ValueError. */
function pythonFloat(value: Value): number | undefined {
  const plain = unmarked(value);
  if (plain instanceof Undefined) return plain.fail();
  if (typeof plain === "string") return readFloat(plain);
  return isNumber(plain) ? toFloat(plain) : undefined;
}

function absolute(value: PyNumber): Value {
  if (isInteger(value)) return BigInt(value) < 0n ? -BigInt(value) : BigInt(value);
  return Math.abs(value);
}

function round(value: Value, precision: number, method: Value): Value {
  if (Math.abs(precision) > 300) throw new Refusal("A number is rounded to very many digits.");
  if (method === "common") return roundCommon(expectNumber(value), precision);
  if (method !== "ceil" && method !== "floor")
    throw new TemplateFailure("round knows the methods common, ceil and floor.");
  const number = expectNumber(value);
  if (precision < 0) throw new Refusal("A number is rounded up or down to tens.");
  const scale = 10n ** BigInt(precision);
  const scaled = isInteger(number) ? toFloat(BigInt(number) * scale) : number * Number(scale);
  if (!Number.isFinite(scaled)) throw new TemplateFailure("A number that is not finite is rounded.");
  return divide(BigInt(method === "ceil" ? Math.ceil(scaled) : Math.floor(scaled)), scale);
}

/** Half to even, on the exact value of a float. */
function roundCommon(value: PyNumber, precision: number): Value {
  if (isInteger(value)) return precision >= 0 ? BigInt(value) : roundTens(BigInt(value), 1n, -precision);
  if (!Number.isFinite(value)) return value;
  if (precision >= 0) return Number(exactDigits(value, precision));
  const { numerator, denominator } = exactFraction(Math.abs(value));
  const rounded = Number(roundTens(numerator, denominator, -precision));
  return value < 0 ? -rounded : rounded;
}

function roundTens(numerator: bigint, denominator: bigint, zeros: number): bigint {
  const unit = 10n ** BigInt(zeros);
  const size = numerator < 0n ? -numerator : numerator;
  const rounded = roundHalfEven(size, denominator * unit) * unit;
  return numerator < 0n ? -rounded : rounded;
}

function squareRoot(value: number, base: Value): number {
  if (base !== 2n) throw new Refusal("A root other than the square root is taken.");
  if (value < 0) throw new TemplateFailure("A negative number has no square root.");
  return Math.sqrt(value);
}

const DECIMAL_PREFIXES = ["kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"];
const BINARY_PREFIXES = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"];

function fileSize(value: Value, isBinary: boolean): string {
  const bytes = pythonFloat(value);
  if (bytes === undefined) {
    if (isText(value)) throw new TemplateFailure("filesizeformat needs a number.");
    return typeFailure("filesizeformat needs a number.", value);
  }
  if (!Number.isFinite(bytes)) throw new Refusal("A size is not finite.");
  const base = isBinary ? 1024 : 1000;
  if (bytes === 1) return "1 Byte";
  if (bytes < base) return `${Math.trunc(bytes)} Bytes`;
  const prefixes = isBinary ? BINARY_PREFIXES : DECIMAL_PREFIXES;
  const found = prefixes.findIndex((_, index) => BigInt(Math.floor(bytes)) < BigInt(base) ** BigInt(index + 2));
  const index = found < 0 ? prefixes.length - 1 : found;
  const unit = Number(BigInt(base) ** BigInt(index + 2));
  return `${exactDigits((base * bytes) / unit, 1)} ${prefixes[index]}`;
}
