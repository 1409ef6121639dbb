import { getItem } from "#lib/render/jinja/evaluate/access.ts";
import { TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { compare, equal } from "#lib/render/jinja/values/compare.ts";
import { contains } from "#lib/render/jinja/values/contains.ts";
import { Dict } from "#lib/render/jinja/values/dict.ts";
import { DictView } from "#lib/render/jinja/values/dict-view.ts";
import { expectText } from "#lib/render/jinja/values/expect.ts";
import { isSequence, iterate } from "#lib/render/jinja/values/iterate.ts";
import { unmarked } from "#lib/render/jinja/values/marked-text.ts";
import { orElse } from "#lib/render/jinja/values/or-else.ts";
import { NAMED_REST, REQUIRED, REST } from "#lib/render/jinja/values/parameters.ts";
import { truth } from "#lib/render/jinja/values/truth.ts";
import { Tuple } from "#lib/render/jinja/values/tuple.ts";
import { typeFailure } from "#lib/render/jinja/values/type-failure.ts";
import { Undefined } from "#lib/render/jinja/values/undefined.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import { ignoreCase } from "./attribute-getter.ts";
import { flatten } from "./combination-filters.ts";
import { type HelperTable, helper } from "./helper.ts";

/** Filters that read, build or merge dicts. */
export const DICT_FILTERS: HelperTable = new Map([
  [
    "items",
    helper({ value: REQUIRED }, ({ value }) =>
      value instanceof Undefined ? [] : new DictView(expectDict(value), "items").items(),
    ),
  ],
  ["dict2items", helper({ mydict: REQUIRED, key_name: "key", value_name: "value" }, dictToItems)],
  ["items2dict", helper({ mylist: REQUIRED, key_name: "key", value_name: "value" }, itemsToDict)],
  ["dictsort", helper({ value: REQUIRED, case_sensitive: false, by: "key", reverse: false }, sortDict)],
  ["combine", helper({ terms: REST, options: NAMED_REST }, ({ terms, options }) => combine(terms, options))],
  [
    "extract",
    helper({ item: REQUIRED, container: REQUIRED, morekeys: null }, ({ item, container, morekeys }, environment) => {
      const more = morekeys === null ? [] : Array.isArray(morekeys) ? morekeys : [morekeys];
      return [item, ...more].reduce<Value>((value, key) => getItem(value, key, environment), container);
    }),
  ],
  ["rekey_on_member", helper({ data: REQUIRED, key: REQUIRED, duplicates: "error" }, rekey)],
]);

function expectDict(value: Value): Dict {
  return value instanceof Dict ? value : typeFailure("A dict is needed.", value);
}

function dictToItems({ mydict, key_name, value_name }: Record<"mydict" | "key_name" | "value_name", Value>): Value[] {
  if (!(mydict instanceof Dict)) throw new TemplateFailure("dict2items needs a dict.");
  return [...mydict.entries()].map(([key, value]) =>
    Dict.from([
      [key_name, key],
      [value_name, value],
    ]),
  );
}

function itemsToDict({ mylist, key_name, value_name }: Record<"mylist" | "key_name" | "value_name", Value>): Dict {
  if (!isSequence(mylist)) throw new TemplateFailure("items2dict needs a list.");
  return Dict.from(
    [...iterate(mylist)].map((item) => {
      const key = item instanceof Dict ? item.get(key_name) : undefined;
      const value = item instanceof Dict ? item.get(value_name) : undefined;
      if (item instanceof Undefined) return item.fail();
      if (key === undefined || value === undefined)
        throw new TemplateFailure("items2dict needs a key and a value in every item.");
      return [key, value] as const;
    }),
  );
}

function sortDict({
  value,
  case_sensitive,
  by,
  reverse,
}: Record<"value" | "case_sensitive" | "by" | "reverse", Value>): Value[] {
  const part = unmarked(by);
  if (part !== "key" && part !== "value") throw new TemplateFailure("dictsort sorts by key or by value.");
  const fold = truth(case_sensitive) ? (item: Value) => item : ignoreCase;
  const keyed = [...expectDict(value).entries()].map((entry) => ({ entry, key: fold(entry[part === "key" ? 0 : 1]) }));
  const direction = truth(reverse) ? -1 : 1;
  return keyed.toSorted((a, b) => direction * compare(a.key, b.key)).map(({ entry }) => new Tuple(entry));
}

const LIST_MERGES = ["replace", "keep", "append", "prepend", "append_rp", "prepend_rp"];

function combine(terms: Tuple, options: Dict): Value {
  const recursive = truth(orElse(options.get("recursive"), false));
  const listMerge = expectText(orElse(options.get("list_merge"), "replace"));
  for (const name of options.keys()) {
    if (name !== "recursive" && name !== "list_merge")
      throw new TemplateFailure("combine takes recursive and list_merge only.");
  }
  const dicts = flatten(terms, 1, true);
  failOnUndefined(dicts);
  const [only = new Dict()] = dicts;
  if (dicts.length < 2) return only;
  return dicts.reduceRight((high, low) => merge(low, high, recursive, listMerge));
}

function failOnUndefined(value: Value): void {
  if (value instanceof Dict) for (const item of value.values()) failOnUndefined(item);
  else if (Array.isArray(value)) value.forEach(failOnUndefined);
  // Ansible's own error here is no longer an undefined variable.
  else if (value instanceof Undefined) throw new TemplateFailure(value.message);
}

function merge(low: Value, high: Value, recursive: boolean, listMerge: string): Value {
  if (!LIST_MERGES.includes(listMerge)) throw new TemplateFailure("combine does not know this list_merge.");
  if (!(low instanceof Dict) || !(high instanceof Dict)) throw new TemplateFailure("combine merges dicts.");
  if (low.size === 0 || equal(low, high)) return high.copy();
  const merged = low.copy();
  for (const [key, value] of high.entries()) {
    const old = merged.get(key);
    merged.set(key, old === undefined ? value : mergeValue(old, value, recursive, listMerge));
  }
  return merged;
}

function mergeValue(low: Value, high: Value, recursive: boolean, listMerge: string): Value {
  if (low instanceof Dict && high instanceof Dict) return recursive ? merge(low, high, recursive, listMerge) : high;
  if (!Array.isArray(low) || !Array.isArray(high)) return high;
  const others = () => low.filter((item) => !contains(high, item));
  if (listMerge === "append") return [...low, ...high];
  if (listMerge === "prepend") return [...high, ...low];
  if (listMerge === "append_rp") return [...others(), ...high];
  if (listMerge === "prepend_rp") return [...high, ...others()];
  return listMerge === "keep" ? low : high;
}

function rekey({ data, key, duplicates }: Record<"data" | "key" | "duplicates", Value>): Dict {
  const mode = unmarked(duplicates);
  if (mode !== "error" && mode !== "overwrite")
    throw new TemplateFailure("rekey_on_member does not know this way of duplicates.");
  const isText = typeof unmarked(data) === "string";
  if (isText) throw new TemplateFailure("rekey_on_member needs a list or a dict.");
  const result = new Dict();
  for (const item of data instanceof Dict ? data.values() : iterate(data)) {
    const member = item instanceof Dict ? item.get(key) : undefined;
    if (member === undefined) throw new TemplateFailure("rekey_on_member needs dicts that have the member.");
    if (mode === "error" && truth(result.get(member) ?? null))
      throw new TemplateFailure("rekey_on_member finds a member twice.");
    result.set(member, item);
  }
  return result;
}
