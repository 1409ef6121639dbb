import { getItem } from "#lib/render/jinja/evaluate/access.ts";
import type { Environment } from "#lib/render/jinja/evaluate/environment.ts";
import { isDigit } from "#lib/render/jinja/methods/text-case-methods.ts";
import { unmarked } from "#lib/render/jinja/values/marked-text.ts";
import { Undefined } from "#lib/render/jinja/values/undefined.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";

/** Reads `a.b.0` from an item; None reads the item itself. */
export function attributeGetter(
  environment: Environment,
  attribute: Value,
  fallback: Value = null,
): (item: Value) => Value {
  const parts = attributeParts(attribute);
  return (item) =>
    parts.reduce<Value>((value, part) => {
      const found = getItem(value, part, environment);
      return fallback !== null && found instanceof Undefined ? fallback : found;
    }, item);
}

/** Sorting reads several attributes: `age,name`. */
export function multiAttributeGetter(environment: Environment, attribute: Value): (item: Value) => Value[] {
  const text = unmarked(attribute);
  const paths: readonly Value[] = typeof text === "string" ? text.split(",") : [attribute];
  const getters = paths.map((path) => attributeGetter(environment, path));
  return (item) => getters.map((get) => get(item));
}

function attributeParts(attribute: Value): readonly Value[] {
  const path = unmarked(attribute);
  if (path === null) return [];
  if (typeof path !== "string") return [path];
  return path.split(".").map((part) => (isDigit(part) ? BigInt(part) : part));
}

/** Text in lower case, for filters that ignore case. */
export function ignoreCase(value: Value): Value {
  const plain = unmarked(value);
  return typeof plain === "string" ? plain.toLowerCase() : plain;
}
