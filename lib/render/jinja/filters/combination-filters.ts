import { Refusal, TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { equal } from "#lib/render/jinja/values/compare.ts";
import { Dict } from "#lib/render/jinja/values/dict.ts";
import { expectIndex } from "#lib/render/jinja/values/expect.ts";
import { isSequence, iterate } from "#lib/render/jinja/values/iterate.ts";
import { type Budget, spend } from "#lib/render/jinja/values/limits.ts";
import { unmarked } from "#lib/render/jinja/values/marked-text.ts";
import { orElse } from "#lib/render/jinja/values/or-else.ts";
import { REQUIRED, REST } from "#lib/render/jinja/values/parameters.ts";
import { truth } from "#lib/render/jinja/values/truth.ts";
import { Tuple } from "#lib/render/jinja/values/tuple.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import { type HelperTable, helper } from "./helper.ts";

/** Filters that put several sequences together, or take nested ones apart. */
export const COMBINATION_FILTERS: HelperTable = new Map([
  ["zip", helper({ sequences: REST }, ({ sequences }) => zip(rows(sequences), Math.min))],
  [
    "zip_longest",
    helper({ sequences: REST, fillvalue: null }, ({ sequences, fillvalue }) =>
      zip(rows(sequences), Math.max, fillvalue),
    ),
  ],
  [
    "flatten",
    helper({ mylist: REQUIRED, levels: null, skip_nulls: true }, ({ mylist, levels, skip_nulls }) =>
      flatten(mylist, levels === null ? undefined : expectIndex(levels), truth(skip_nulls)),
    ),
  ],
  [
    "product",
    helper({ sequences: REST, repeat: 1n }, ({ sequences, repeat }, { budget }) =>
      product(rows(sequences), repeat, budget),
    ),
  ],
  [
    "permutations",
    helper({ iterable: REQUIRED, r: null }, ({ iterable, r }, { budget }) => choose(iterable, r, true, budget)),
  ],
  [
    "combinations",
    helper({ iterable: REQUIRED, r: REQUIRED }, ({ iterable, r }, { budget }) => choose(iterable, r, false, budget)),
  ],
  ["subelements", helper({ obj: REQUIRED, subelements: REQUIRED, skip_missing: false }, subelements)],
]);

function rows(sequences: Tuple): Value[][] {
  return sequences.items.map((sequence) => [...iterate(sequence)]);
}

function zip(sequences: Value[][], choice: (...sizes: number[]) => number, fill: Value = null): Value[] {
  const size = sequences.length === 0 ? 0 : choice(...sequences.map((sequence) => sequence.length));
  return Array.from(
    { length: size },
    (_, index) => new Tuple(sequences.map((sequence) => orElse(sequence[index], fill))),
  );
}

const NULLS: readonly Value[] = [null, "None", "null"];

/** Nulls inside nested lists are always skipped: Ansible does not pass the option on. */
export function flatten(list: Value, levels: number | undefined, skipNulls: boolean): Value[] {
  return [...iterate(list)].flatMap((element): Value[] => {
    spend();
    if (skipNulls && NULLS.some((none) => equal(element, none))) return [];
    if (!isSequence(element) || (levels !== undefined && levels < 1)) return [element];
    return flatten(element, levels === undefined ? undefined : levels - 1, levels === undefined ? skipNulls : true);
  });
}

function product(sequences: Value[][], repeat: Value, budget: Budget): Value[] {
  const times = expectIndex(repeat);
  if (times < 0) throw new TemplateFailure("A product is repeated a negative number of times.");
  const all = Array.from({ length: times }, () => sequences).flat(1);
  budget.allow(all.reduce((size, sequence) => size * Math.max(1, sequence.length), all.length));
  const tuples = all.reduce<Value[][]>(
    (partial, sequence) => partial.flatMap((head) => sequence.map((item) => [...head, item])),
    [[]],
  );
  return tuples.map((items) => new Tuple(items));
}

function choose(iterable: Value, r: Value, isOrdered: boolean, budget: Budget): Value[] {
  const items = [...iterate(iterable)];
  const size = r === null ? items.length : expectIndex(r);
  if (size < 0) throw new TemplateFailure("A negative number of items is chosen.");
  const chosen: Value[] = [];
  const extend = (indexes: readonly number[]): void => {
    budget.step();
    if (indexes.length === size) {
      chosen.push(new Tuple(indexes.map((index) => items[index] ?? null)));
      return;
    }
    items.forEach((_, index) => {
      const isFree = isOrdered ? !indexes.includes(index) : index > (indexes.at(-1) ?? -1);
      if (isFree) extend([...indexes, index]);
    });
  };
  if (size <= items.length) extend([]);
  return chosen;
}

function subelements({
  obj,
  subelements: path,
  skip_missing,
}: Record<"obj" | "subelements" | "skip_missing", Value>): Value[] {
  if (!(obj instanceof Dict) && !Array.isArray(obj)) throw new TemplateFailure("subelements needs a dict or a list.");
  const text = unmarked(path);
  const keys: readonly Value[] | undefined = Array.isArray(text)
    ? text
    : typeof text === "string"
      ? text.split(".")
      : undefined;
  if (keys === undefined) throw new TemplateFailure("subelements needs a list or text for its path.");
  const elements = obj instanceof Dict ? [...obj.values()] : obj;
  return elements.flatMap((element) =>
    subelementsOf(element, keys, truth(skip_missing)).map((item) => new Tuple([element, item])),
  );
}

function subelementsOf(element: Value, keys: readonly Value[], skipMissing: boolean): readonly Value[] {
  let value = element;
  for (const key of keys) {
    if (!(value instanceof Dict)) throw new Refusal("A path of subelements leads through something other than dicts.");
    const next = value.get(key);
    if (next === undefined && skipMissing) return [];
    if (next === undefined) throw new TemplateFailure("A subelement is missing.");
    value = next;
  }
  if (!Array.isArray(value)) throw new TemplateFailure("Subelements are a list.");
  return value;
}
