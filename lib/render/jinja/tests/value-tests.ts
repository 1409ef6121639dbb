import type { Environment } from "#lib/render/jinja/evaluate/environment.ts";
import { type HelperTable, helper } from "#lib/render/jinja/filters/helper.ts";
import { isLower, isUpper } from "#lib/render/jinja/methods/text-case-methods.ts";
import { Refusal } from "#lib/render/jinja/render-error.ts";
import { binary } from "#lib/render/jinja/values/arithmetic.ts";
import { equal } from "#lib/render/jinja/values/compare.ts";
import { Dict } from "#lib/render/jinja/values/dict.ts";
import { DictView } from "#lib/render/jinja/values/dict-view.ts";
import { expectText, isText } from "#lib/render/jinja/values/expect.ts";
import { isSequence, iterator } from "#lib/render/jinja/values/iterate.ts";
import { MarkedText, unmarked } from "#lib/render/jinja/values/marked-text.ts";
import { isNumber } from "#lib/render/jinja/values/number.ts";
import { type Parameters, REQUIRED } from "#lib/render/jinja/values/parameters.ts";
import { PyObject } from "#lib/render/jinja/values/py-object.ts";
import { str } from "#lib/render/jinja/values/repr.ts";
import { Undefined } from "#lib/render/jinja/values/undefined.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";

const VALUE = { value: REQUIRED } satisfies Parameters;

function kind(test: (value: Value) => boolean) {
  return helper(VALUE, ({ value }) => test(value));
}

function remainder(value: Value, divisor: Value, expected: bigint, { budget }: Environment): boolean {
  return equal(binary("%", value, divisor, budget), expected);
}

/** Jinja's tests of what a value is. */
export const VALUE_TESTS: HelperTable = new Map([
  ["defined", kind((value) => !(value instanceof Undefined))],
  ["undefined", kind((value) => value instanceof Undefined)],
  ["none", kind((value) => value === null)],
  ["boolean", kind((value) => typeof value === "boolean")],
  ["true", kind((value) => value === true)],
  ["false", kind((value) => value === false)],
  ["integer", kind((value) => typeof value === "bigint")],
  ["float", kind((value) => typeof value === "number")],
  ["number", kind(isNumber)],
  ["string", kind(isText)],
  ["mapping", kind((value) => value instanceof Dict)],
  ["sequence", kind((value) => isText(value) || isSequence(value) || value instanceof Dict)],
  ["iterable", kind(isIterable)],
  ["callable", kind((value) => value instanceof Undefined || (value instanceof PyObject && value.call !== undefined))],
  ["lower", kind((value) => isLower(str(value)))],
  ["upper", kind((value) => isUpper(str(value)))],
  ["escaped", kind(isEscaped)],
  ["odd", helper(VALUE, ({ value }, environment) => remainder(value, 2n, 1n, environment))],
  ["even", helper(VALUE, ({ value }, environment) => remainder(value, 2n, 0n, environment))],
  [
    "divisibleby",
    helper({ value: REQUIRED, num: REQUIRED }, ({ value, num }, environment) => remainder(value, num, 0n, environment)),
  ],
  ["sameas", helper({ value: REQUIRED, other: REQUIRED }, ({ value, other }) => isSame(value, other))],
  ["filter", helper(VALUE, ({ value }, environment) => environment.filter(expectText(value)) !== undefined)],
  ["test", helper(VALUE, ({ value }, environment) => environment.test(expectText(value)) !== undefined)],
]);

function isIterable(value: Value): boolean {
  if (value instanceof PyObject) throw new Refusal("It is asked whether an object can be iterated.");
  return value instanceof DictView || iterator(value) !== undefined;
}

function isEscaped(value: Value): boolean {
  if (value instanceof Undefined) throw new Refusal("It is asked whether something undefined is escaped.");
  return value instanceof MarkedText && value.mark === "markup";
}

// Python keeps one copy of each of these and decides by chance for the others.
const SMALLEST_SHARED = -5n;
const LARGEST_SHARED = 256n;

function isSame(left: Value, right: Value): boolean {
  const [a, b] = [unmarked(left), unmarked(right)];
  if (typeof a !== typeof b) return false;
  const isShared = typeof a !== "bigint" || (a >= SMALLEST_SHARED && a <= LARGEST_SHARED);
  if (a === b && (typeof a === "string" || typeof a === "number" || !isShared)) {
    throw new Refusal("It is asked whether two equal values are one.");
  }
  return a === b;
}
