import type { Environment } from "#lib/render/jinja/evaluate/environment.ts";
import { Refusal, TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { binary } from "#lib/render/jinja/values/arithmetic.ts";
import { compare } from "#lib/render/jinja/values/compare.ts";
import { Dict } from "#lib/render/jinja/values/dict.ts";
import { DictView } from "#lib/render/jinja/values/dict-view.ts";
import { expectIndex } from "#lib/render/jinja/values/expect.ts";
import { isSequence, iterate } from "#lib/render/jinja/values/iterate.ts";
import { unmarked } from "#lib/render/jinja/values/marked-text.ts";
import { orElse } from "#lib/render/jinja/values/or-else.ts";
import { type Parameters, REQUIRED } from "#lib/render/jinja/values/parameters.ts";
import { str } from "#lib/render/jinja/values/repr.ts";
import { truth } from "#lib/render/jinja/values/truth.ts";
import { typeFailure } from "#lib/render/jinja/values/type-failure.ts";
import { Undefined } from "#lib/render/jinja/values/undefined.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import { attributeGetter, ignoreCase, multiAttributeGetter } from "./attribute-getter.ts";
import { type HelperTable, helper } from "./helper.ts";

const EXTREME = { value: REQUIRED, case_sensitive: false, attribute: null } satisfies Parameters;

/** Filters that pick from a sequence, order it or sum it up. */
export const SEQUENCE_FILTERS: HelperTable = new Map([
  ["first", helper({ seq: REQUIRED }, ({ seq }) => first(seq))],
  ["last", helper({ seq: REQUIRED }, ({ seq }) => last(seq))],
  ["reverse", helper({ value: REQUIRED }, ({ value }) => reverse(value))],
  [
    "join",
    helper({ value: REQUIRED, d: "", attribute: null }, ({ value, d, attribute }, environment) =>
      join(value, d, attribute, environment),
    ),
  ],
  [
    "sort",
    helper({ value: REQUIRED, reverse: false, case_sensitive: false, attribute: null }, (bound, environment) =>
      sort(bound, environment),
    ),
  ],
  ["min", helper(EXTREME, (bound, environment) => extreme(bound, environment, -1))],
  ["max", helper(EXTREME, (bound, environment) => extreme(bound, environment, 1))],
  ["sum", helper({ iterable: REQUIRED, attribute: null, start: 0n }, (bound, environment) => sum(bound, environment))],
  [
    "batch",
    helper({ value: REQUIRED, linecount: REQUIRED, fill_with: null }, ({ value, linecount, fill_with }, environment) =>
      batch([...iterate(value)], linecount, fill_with, environment),
    ),
  ],
  [
    "slice",
    helper({ value: REQUIRED, slices: REQUIRED, fill_with: null }, ({ value, slices, fill_with }, environment) =>
      slice([...iterate(value)], expectIndex(slices), fill_with, environment),
    ),
  ],
]);

function first(seq: Value): Value {
  for (const item of iterate(seq)) return item;
  return new Undefined("There is no first item: the sequence is empty.");
}

function last(seq: Value): Value {
  const items = [...iterate(expectReversible(seq))];
  return orElse(items.at(-1), new Undefined("There is no last item: the sequence is empty."));
}

function expectReversible(value: Value): Value {
  const plain = unmarked(value);
  if (typeof plain === "string" || isSequence(plain) || plain instanceof Dict || plain instanceof DictView)
    return plain;
  return typeFailure("The value cannot be read from its end.", plain);
}

function reverse(value: Value): Value {
  const plain = unmarked(value);
  if (typeof plain === "string") return Array.from(plain).reverse().join("");
  return [...iterate(plain)].reverse();
}

function join(value: Value, separator: Value, attribute: Value, environment: Environment): string {
  const get = attribute === null ? undefined : attributeGetter(environment, attribute);
  const between = str(separator);
  const parts = [...iterate(value)].map((item) => str(get === undefined ? item : get(item)));
  environment.budget.allow(parts.reduce((size, part) => size + part.length + between.length, 0));
  return parts.join(between);
}

function sort(
  {
    value,
    reverse: isReverse,
    case_sensitive,
    attribute,
  }: Record<"value" | "reverse" | "case_sensitive" | "attribute", Value>,
  environment: Environment,
): Value[] {
  const get = multiAttributeGetter(environment, attribute);
  const fold = truth(case_sensitive) ? (item: Value) => item : ignoreCase;
  const keyed = [...iterate(value)].map((item) => ({ item, key: get(item).map(fold) }));
  // Python keeps the order of equals also in reverse.
  const direction = truth(isReverse) ? -1 : 1;
  return keyed.toSorted((a, b) => direction * compare(a.key, b.key)).map(({ item }) => item);
}

function extreme(
  { value, case_sensitive, attribute }: Record<"value" | "case_sensitive" | "attribute", Value>,
  environment: Environment,
  sign: 1 | -1,
): Value {
  const get = attributeGetter(environment, attribute);
  const keyOf = (item: Value) => (truth(case_sensitive) ? get(item) : ignoreCase(get(item)));
  const [head, ...rest] = iterate(value);
  if (head === undefined) return new Undefined("There is no item to aggregate: the sequence is empty.");
  let best = head;
  let bestKey = keyOf(head);
  for (const item of rest) {
    const key = keyOf(item);
    if (sign * compare(key, bestKey) > 0) [best, bestKey] = [item, key];
  }
  return best;
}

function sum(
  { iterable, attribute, start }: Record<"iterable" | "attribute" | "start", Value>,
  environment: Environment,
): Value {
  if (typeof unmarked(start) === "string") return typeFailure("Text cannot be summed up.");
  const get = attribute === null ? undefined : attributeGetter(environment, attribute);
  let total = start;
  for (const item of iterate(iterable)) {
    environment.budget.step();
    total = binary("+", total, get === undefined ? item : get(item), environment.budget);
  }
  return total;
}

function batch(items: readonly Value[], linecount: Value, fill: Value, environment: Environment): Value[] {
  const size = expectIndex(linecount);
  if (size < 1) throw new Refusal("A batch has no room for an item.");
  const batches: Value[][] = [];
  for (let index = 0; index < items.length; index += size) batches.push(items.slice(index, index + size));
  const tail = batches.at(-1);
  if (tail === undefined || fill === null) return batches;
  environment.budget.allow(size);
  while (tail.length < size) tail.push(fill);
  return batches;
}

function slice(items: readonly Value[], slices: number, fill: Value, environment: Environment): Value[] {
  if (slices === 0) throw new TemplateFailure("A sequence is cut into no slices.");
  environment.budget.allow(slices);
  const perSlice = Math.floor(items.length / slices);
  const longer = items.length % slices;
  let offset = 0;
  return Array.from({ length: Math.max(0, slices) }, (_, number) => {
    const start = offset + number * perSlice;
    if (number < longer) offset += 1;
    const part = items.slice(start, offset + (number + 1) * perSlice);
    if (fill !== null && number >= longer) part.push(fill);
    return part;
  });
}
