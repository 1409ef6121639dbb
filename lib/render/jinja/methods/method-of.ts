import { Refusal } from "#lib/render/jinja/render-error.ts";
import { Dict } from "#lib/render/jinja/values/dict.ts";
import { DictView } from "#lib/render/jinja/values/dict-view.ts";
import type { Budget } from "#lib/render/jinja/values/limits.ts";
import type { MarkedText } from "#lib/render/jinja/values/marked-text.ts";
import { PyFunction } from "#lib/render/jinja/values/py-function.ts";
import { Tuple } from "#lib/render/jinja/values/tuple.ts";
import { typeName } from "#lib/render/jinja/values/type-name.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import { DICT_METHODS } from "./dict-methods.ts";
import { LIST_METHODS } from "./list-methods.ts";
import type { Method } from "./method.ts";
import { TEXT_CASE_METHODS } from "./text-case-methods.ts";
import { TEXT_METHODS } from "./text-methods.ts";
import { TEXT_SPLIT_METHODS } from "./text-split-methods.ts";
import { TUPLE_METHODS } from "./tuple-methods.ts";
import { UNSUPPORTED_ATTRIBUTES } from "./unsupported-attributes.ts";

const TEXT = new Map([...TEXT_METHODS, ...TEXT_CASE_METHODS, ...TEXT_SPLIT_METHODS]);

/** A built-in method bound to its value; undefined where Python's type has no such attribute. */
export function methodOf(self: Exclude<Value, MarkedText>, name: string, budget: Budget): Value | undefined {
  if (name.startsWith("__")) throw new Refusal(`Python's own attribute ${name} is used.`);
  const found = find(self, name, budget);
  if (found === undefined && UNSUPPORTED_ATTRIBUTES.get(typeName(self))?.has(name)) {
    throw new Refusal(`The attribute ${name} of ${typeName(self)} is not supported.`);
  }
  return found;
}

function find(self: Exclude<Value, MarkedText>, name: string, budget: Budget): Value | undefined {
  if (typeof self === "string") return bound(TEXT.get(name), self, budget);
  if (Array.isArray(self)) return bound(LIST_METHODS.get(name), self, budget);
  if (self instanceof Dict) return bound(DICT_METHODS.get(name), self, budget);
  if (self instanceof Tuple) return bound(TUPLE_METHODS.get(name), self, budget);
  if (self instanceof DictView && name === "mapping") throw new Refusal("The mapping of a view is used.");
  return undefined;
}

function bound<Self>(method: Method<Self> | undefined, self: Self, budget: Budget): PyFunction | undefined {
  return method && new PyFunction((args) => method(self, args, budget));
}
