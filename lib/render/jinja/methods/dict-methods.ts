import { TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { Dict } from "#lib/render/jinja/values/dict.ts";
import { DictView } from "#lib/render/jinja/values/dict-view.ts";
import { iterate } from "#lib/render/jinja/values/iterate.ts";
import { orElse } from "#lib/render/jinja/values/or-else.ts";
import { NAMED_REST, REQUIRED, REST } from "#lib/render/jinja/values/parameters.ts";
import { Tuple } from "#lib/render/jinja/values/tuple.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import { type Method, method, positionalMethod } from "./method.ts";

export const DICT_METHODS: ReadonlyMap<string, Method<Dict>> = new Map<string, Method<Dict>>([
  ["keys", positionalMethod({}, (self) => new DictView(self, "keys"))],
  ["values", positionalMethod({}, (self) => new DictView(self, "values"))],
  ["items", positionalMethod({}, (self) => new DictView(self, "items"))],
  [
    "get",
    positionalMethod({ key: REQUIRED, fallback: null }, (self, { key, fallback }) => orElse(self.get(key), fallback)),
  ],
  ["copy", positionalMethod({}, (self) => self.copy())],
  [
    "clear",
    positionalMethod({}, (self) => {
      self.clear();
      return null;
    }),
  ],
  ["pop", positionalMethod({ key: REQUIRED, rest: REST }, (self, { key, rest }) => pop(self, key, rest))],
  ["popitem", positionalMethod({}, (self) => popItem(self))],
  [
    "setdefault",
    positionalMethod({ key: REQUIRED, fallback: null }, (self, { key, fallback }) => {
      if (!self.has(key)) self.set(key, fallback);
      return orElse(self.get(key), fallback);
    }),
  ],
  [
    "update",
    method({ rest: REST, named: NAMED_REST }, (self, { rest, named }) => {
      const [source, ...more] = rest.items;
      if (more.length > 0) throw new TemplateFailure("dict.update takes one argument.");
      for (const [key, value] of source === undefined ? [] : pairsOf(source)) self.set(key, value);
      for (const [key, value] of named.entries()) self.set(key, value);
      return null;
    }),
  ],
]);

function pop(dict: Dict, key: Value, rest: Tuple): Value {
  const found = dict.get(key);
  dict.delete(key);
  const [fallback, ...more] = rest.items;
  if (more.length > 0) throw new TemplateFailure("dict.pop takes at most two arguments.");
  const value = orElse(found, fallback);
  if (value === undefined) throw new TemplateFailure("The dict has no such key.");
  return value;
}

function popItem(dict: Dict): Value {
  const last = [...dict.entries()].at(-1);
  if (last === undefined) throw new TemplateFailure("The dict is empty.");
  dict.delete(last[0]);
  return new Tuple(last);
}

/** What dict(source) takes: a dict, or anything that yields pairs. */
export function pairsOf(source: Value): (readonly [Value, Value])[] {
  if (source instanceof Dict) return [...source.entries()];
  return [...iterate(source)].map((item) => {
    const [key, value, ...more] = iterate(item);
    if (key === undefined || value === undefined || more.length > 0)
      throw new TemplateFailure("A dict is made of pairs.");
    return [key, value] as const;
  });
}
