import { Refusal, TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { compare, same } from "#lib/render/jinja/values/compare.ts";
import { expectIndex } from "#lib/render/jinja/values/expect.ts";
import { iterate } from "#lib/render/jinja/values/iterate.ts";
import { orElse } from "#lib/render/jinja/values/or-else.ts";
import { NAMED_REST, REQUIRED } from "#lib/render/jinja/values/parameters.ts";
import { truth } from "#lib/render/jinja/values/truth.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import { type Method, method, positionalMethod } from "./method.ts";

export const LIST_METHODS: ReadonlyMap<string, Method<Value[]>> = new Map<string, Method<Value[]>>([
  [
    "append",
    positionalMethod({ item: REQUIRED }, (self, { item }) => {
      self.push(item);
      return null;
    }),
  ],
  [
    "extend",
    positionalMethod({ items: REQUIRED }, (self, { items }, budget) => {
      const added = [...iterate(items)];
      budget.allow(self.length + added.length);
      self.push(...added);
      return null;
    }),
  ],
  [
    "insert",
    positionalMethod({ index: REQUIRED, item: REQUIRED }, (self, { index, item }) => {
      self.splice(expectIndex(index), 0, item);
      return null;
    }),
  ],
  [
    "remove",
    positionalMethod({ item: REQUIRED }, (self, { item }) => {
      self.splice(find(self, item), 1);
      return null;
    }),
  ],
  ["pop", positionalMethod({ index: -1n }, (self, { index }) => pop(self, expectIndex(index)))],
  [
    "clear",
    positionalMethod({}, (self) => {
      self.length = 0;
      return null;
    }),
  ],
  [
    "reverse",
    positionalMethod({}, (self) => {
      self.reverse();
      return null;
    }),
  ],
  ["copy", positionalMethod({}, (self) => [...self])],
  [
    "count",
    positionalMethod({ item: REQUIRED }, (self, { item }) => BigInt(self.filter((other) => same(other, item)).length)),
  ],
  [
    "index",
    positionalMethod({ item: REQUIRED, start: 0n }, (self, { item, start }) => {
      if (start !== 0n) throw new Refusal("list.index is given a start.");
      return BigInt(find(self, item));
    }),
  ],
  [
    "sort",
    method({ named: NAMED_REST }, (self, { named }) => sort(self, orElse(named.get("reverse"), false), named.size)),
  ],
]);

function find(items: readonly Value[], item: Value): number {
  const index = items.findIndex((other) => same(other, item));
  if (index < 0) throw new TemplateFailure("The list does not hold this item.");
  return index;
}

function pop(items: Value[], index: number): Value {
  const [item] = items.splice(index < -items.length ? items.length : index, 1);
  if (item === undefined) throw new TemplateFailure("The list has no item at this place.");
  return item;
}

function sort(items: Value[], reverse: Value, given: number): null {
  if (given > 1) throw new Refusal("list.sort is given a key.");
  const sorted = items.toSorted(truth(reverse) ? (a, b) => compare(b, a) : compare);
  items.splice(0, items.length, ...sorted);
  return null;
}
