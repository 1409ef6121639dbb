import { Refusal } from "#lib/render/jinja/render-error.ts";
import { same } from "./compare.ts";
import { Dict } from "./dict.ts";
import { iterate } from "./iterate.ts";
import { unmarked } from "./marked-text.ts";
import { PyObject } from "./py-object.ts";
import { typeFailure } from "./type-failure.ts";
import { Undefined } from "./undefined.ts";
import type { Value } from "./value.ts";

/** Python's `item in container`. */
export function contains(container: Value, item: Value): boolean {
  const plain = unmarked(container);
  if (plain instanceof Undefined && !plain.strict) return false;
  if (plain instanceof Dict) return plain.has(item);
  if (typeof plain === "string") {
    const text = unmarked(item);
    if (typeof text !== "string") return typeFailure("Only text can be in text.", text);
    return plain.includes(text);
  }
  if (plain instanceof PyObject) throw new Refusal("It is asked whether something is in an object.");
  for (const member of iterate(plain)) if (same(member, item)) return true;
  return false;
}
