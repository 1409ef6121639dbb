import { Refusal, TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { equal } from "#lib/render/jinja/values/compare.ts";
import { Dict } from "#lib/render/jinja/values/dict.ts";
import { expectText } from "#lib/render/jinja/values/expect.ts";
import { iterate, length } from "#lib/render/jinja/values/iterate.ts";
import { MarkedText, unmarked } from "#lib/render/jinja/values/marked-text.ts";
import { REQUIRED } from "#lib/render/jinja/values/parameters.ts";
import { repr, str } from "#lib/render/jinja/values/repr.ts";
import { truth } from "#lib/render/jinja/values/truth.ts";
import { typeFailure } from "#lib/render/jinja/values/type-failure.ts";
import { typeName } from "#lib/render/jinja/values/type-name.ts";
import { Undefined } from "#lib/render/jinja/values/undefined.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import { type HelperTable, helper } from "./helper.ts";

const TRUE_WORDS: readonly Value[] = ["yes", "on", "1", "true", 1n];

const useDefault = helper(
  { value: REQUIRED, default_value: "", boolean: false },
  ({ value, default_value, boolean }) =>
    value instanceof Undefined || (truth(boolean) && !truth(value)) ? default_value : value,
);

const count = helper({ value: REQUIRED }, ({ value }) => {
  const size = length(value);
  return size === undefined ? typeFailure(`A value of type ${typeName(value)} has no length.`) : BigInt(size);
});

/** Filters that ask what a value is, or put another in its place. */
export const VALUE_FILTERS: HelperTable = new Map([
  ["default", useDefault],
  ["d", useDefault],
  ["length", count],
  ["count", count],
  ["bool", helper({ a: REQUIRED }, ({ a }) => toBool(a))],
  ["ternary", helper({ value: REQUIRED, true_val: REQUIRED, false_val: REQUIRED, none_val: null }, ternary)],
  ["mandatory", helper({ a: REQUIRED, msg: null }, ({ a, msg }) => mandatory(a, msg))],
  ["string", helper({ value: REQUIRED }, ({ value }) => new MarkedText(str(value), "native"))],
  ["list", helper({ value: REQUIRED }, ({ value }) => [...iterate(value)])],
  ["safe", helper({ value: REQUIRED }, ({ value }) => new MarkedText(str(value), "markup"))],
  ["pprint", helper({ value: REQUIRED }, ({ value }) => prettyPrint(value))],
]);

function toBool(value: Value): Value {
  if (value === null || typeof value === "boolean") return value;
  const word = unmarked(value);
  const candidate = typeof word === "string" ? word.toLowerCase() : word;
  return TRUE_WORDS.some((right) => equal(candidate, right));
}

function ternary({
  value,
  true_val,
  false_val,
  none_val,
}: Record<"value" | "true_val" | "false_val" | "none_val", Value>): Value {
  if (value === null && none_val !== null) return none_val;
  return truth(value) ? true_val : false_val;
}

function mandatory(value: Value, message: Value): Value {
  if (!(value instanceof Undefined)) return value;
  if (message !== null) throw new TemplateFailure(str(message));
  throw new TemplateFailure(`${value.variable ?? "A value"} is mandatory and not defined.`);
}

const LINE_WIDTH = 80;

/** Python's pprint, as far as it stays on one line. */
function prettyPrint(value: Value): string {
  if (value instanceof Undefined) throw new Refusal("An undefined value is printed by pprint.");
  const line = repr(sorted(value));
  if (line.length > LINE_WIDTH) throw new Refusal("pprint breaks lines.");
  return line;
}

function sorted(value: Value): Value {
  if (Array.isArray(value)) return value.map(sorted);
  if (!(value instanceof Dict)) return value;
  const entries = [...value.entries()].toSorted(([a], [b]) => (expectText(a) < expectText(b) ? -1 : 1));
  return Dict.from(entries.map(([key, item]) => [key, sorted(item)] as const));
}
