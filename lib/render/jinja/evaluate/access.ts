import { methodOf } from "#lib/render/jinja/methods/method-of.ts";
import { Refusal } from "#lib/render/jinja/render-error.ts";
import { Dict } from "#lib/render/jinja/values/dict.ts";
import { MarkedText, unmarked } from "#lib/render/jinja/values/marked-text.ts";
import { isInteger, toIndex } from "#lib/render/jinja/values/number.ts";
import { orElse } from "#lib/render/jinja/values/or-else.ts";
import { PyObject } from "#lib/render/jinja/values/py-object.ts";
import { Range } from "#lib/render/jinja/values/range.ts";
import { Tuple } from "#lib/render/jinja/values/tuple.ts";
import { typeName } from "#lib/render/jinja/values/type-name.ts";
import { Undefined } from "#lib/render/jinja/values/undefined.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import type { Environment } from "./environment.ts";

/** `value.name`: Python's attribute first, then the key. */
export function getAttribute(target: Value, name: string, environment: Environment): Value {
  if (target instanceof Undefined) return target.strict ? target : target.fail();
  const found = attribute(target, name, environment);
  return found === undefined ? orElse(item(target, name), missing(target, name)) : found;
}

/** `value[key]`: the key or the place first, then Python's attribute. */
export function getItem(target: Value, key: Value, environment: Environment): Value {
  if (target instanceof Undefined) return target.strict ? target : target.fail();
  const found = item(target, key);
  if (found !== undefined) return found;
  const name = unmarked(key);
  // The key itself may be a secret.
  const nothing = missing(target, "such item");
  return typeof name === "string" ? orElse(attribute(target, name, environment), nothing) : nothing;
}

function missing(target: Value, name: string): Undefined {
  return new Undefined(`A value of type ${typeName(target)} has no ${name}.`);
}

function attribute(target: Value, name: string, environment: Environment): Value | undefined {
  if (target instanceof MarkedText && target.mark === "markup") throw new Refusal("A method of escaped text is used.");
  const plain = unmarked(target);
  if (plain instanceof PyObject) {
    if (name.startsWith("__")) throw new Refusal(`Python's own attribute ${name} is used.`);
    return plain.attribute(name);
  }
  if (plain instanceof Tuple && plain.fields.includes(name)) return plain.items[plain.fields.indexOf(name)];
  return methodOf(plain, name, environment.budget);
}

/** What Python's indexing gives, or undefined where it raises one of the errors that Jinja forgives. */
function item(target: Value, key: Value): Value | undefined {
  const plain = unmarked(target);
  // A key that cannot be hashed is one of those errors, except where it is undefined itself.
  if (plain instanceof Dict) return isUnhashable(key) ? undefined : plain.get(key);
  const index = unmarked(key);
  if (!isInteger(index)) return undefined;
  const at = toIndex(index);
  if (typeof plain === "string") return at >= 0 && plain.length < at ? undefined : Array.from(plain).at(at);
  if (Array.isArray(plain)) return plain.at(at);
  if (plain instanceof Tuple) return plain.items.at(at);
  if (plain instanceof Range)
    return at < plain.length && at >= -plain.length ? plain.at(at < 0 ? at + plain.length : at) : undefined;
  return undefined;
}

function isUnhashable(key: Value): boolean {
  if (key instanceof Tuple) return key.items.some(isUnhashable);
  return Array.isArray(key) || key instanceof Dict;
}
