import type { Environment } from "#lib/render/jinja/evaluate/environment.ts";
import { Refusal, TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { binary } from "#lib/render/jinja/values/arithmetic.ts";
import { contains } from "#lib/render/jinja/values/contains.ts";
import { Dict } from "#lib/render/jinja/values/dict.ts";
import { hashKey } from "#lib/render/jinja/values/hash-key.ts";
import { iterate } from "#lib/render/jinja/values/iterate.ts";
import { REQUIRED } from "#lib/render/jinja/values/parameters.ts";
import { truth } from "#lib/render/jinja/values/truth.ts";
import { Undefined } from "#lib/render/jinja/values/undefined.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import { attributeGetter, ignoreCase } from "./attribute-getter.ts";
import { type HelperTable, helper } from "./helper.ts";

type SetOperation = (a: Value, b: Value, environment: Environment) => Value[];

const intersect: SetOperation = (a, b) => distinct([...iterate(a)].filter((item) => contains(b, item)));
const difference: SetOperation = (a, b) => distinct([...iterate(a)].filter((item) => !contains(b, item)));
const union: SetOperation = (a, b, { budget }) => distinct([...iterate(binary("+", a, b, budget))]);
const symmetricDifference: SetOperation = (a, b, environment) => {
  const shared = intersect(a, b, environment);
  return union(a, b, environment).filter((item) => !contains(shared, item));
};

/** Filters that treat lists as sets, and keep their order. */
export const SET_FILTERS: HelperTable = new Map([
  [
    "unique",
    helper({ a: REQUIRED, case_sensitive: null, attribute: null }, ({ a, case_sensitive, attribute }, environment) =>
      unique([...iterate(a)], case_sensitive, attribute, environment),
    ),
  ],
  ["intersect", setFilter(intersect)],
  ["difference", setFilter(difference)],
  ["union", setFilter(union)],
  ["symmetric_difference", setFilter(symmetricDifference)],
]);

function setFilter(operation: SetOperation) {
  return helper({ a: REQUIRED, b: REQUIRED }, ({ a, b }, environment) => {
    if (isHashable(a) && isHashable(b)) {
      iterate(a);
      iterate(b);
      throw new Refusal("Python makes a set of these, which has no order.");
    }
    return operation(a, b, environment);
  });
}

function isHashable(value: Value): boolean {
  return !Array.isArray(value) && !(value instanceof Dict);
}

function unique(items: readonly Value[], caseSensitive: Value, attribute: Value, environment: Environment): Value[] {
  const get = attributeGetter(environment, attribute);
  const keyOf = (item: Value) => (caseSensitive !== null && truth(caseSensitive) ? get(item) : ignoreCase(get(item)));
  const keys = hashAll(items.map(keyOf));
  if (keys !== undefined) return firstOfEach(items, keys);
  if (caseSensitive === false || truth(attribute))
    throw new TemplateFailure("What cannot be hashed is made unique by more than itself.");
  return byEquality(items);
}

function distinct(items: readonly Value[]): Value[] {
  const keys = hashAll(items);
  return keys === undefined ? byEquality(items) : firstOfEach(items, keys);
}

function firstOfEach(items: readonly Value[], keys: readonly string[]): Value[] {
  const seen = new Set<string>();
  return items.filter((_, index) => {
    const key = keys[index] ?? "";
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function hashAll(keys: readonly Value[]): string[] | undefined {
  if (keys.some((key) => key instanceof Undefined)) throw new Refusal("A list to make unique has undefined items.");
  try {
    return keys.map(hashKey);
  } catch (error) {
    if (error instanceof TemplateFailure) return undefined;
    throw error;
  }
}

/** What Ansible falls back to for items that cannot be hashed. */
function byEquality(items: readonly Value[]): Value[] {
  const kept: Value[] = [];
  for (const item of items) if (!contains(kept, item)) kept.push(item);
  return kept;
}
