import { TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { spend } from "./limits.ts";
import { MarkedText } from "./marked-text.ts";
import { PyObject } from "./py-object.ts";
import { Range } from "./range.ts";
import { Tuple } from "./tuple.ts";
import { Undefined } from "./undefined.ts";
import type { Value } from "./value.ts";

const identities = new WeakMap<object, number>();
let lastIdentity = 0;

/** Equal for what Python holds for the same dict key; fails on what Python cannot hash. */
export function hashKey(value: Value): string {
  spend();
  if (typeof value === "string") return `s${value}`;
  if (value instanceof MarkedText) return `s${value.text}`;
  if (value === null) return "none";
  if (typeof value === "boolean") return value ? "n1" : "n0";
  if (typeof value === "bigint") return `n${value}`;
  if (typeof value === "number") return `n${Number.isInteger(value) ? BigInt(value) : value}`;
  if (value instanceof Tuple) return `t${JSON.stringify(value.items.map(hashKey))}`;
  if (value instanceof Undefined) return value.strict ? value.fail() : "undefined";
  if (value instanceof Range) return `r${value.length} ${value.start} ${value.step}`;
  if (value instanceof PyObject) return `o${identity(value)}`;
  throw new TemplateFailure("A list or a dict cannot be a key.");
}

function identity(object: object): number {
  const known = identities.get(object);
  if (known !== undefined) return known;
  lastIdentity += 1;
  identities.set(object, lastIdentity);
  return lastIdentity;
}
