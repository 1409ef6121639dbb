import { Dict } from "./dict.ts";
import { DictView } from "./dict-view.ts";
import { unmarked } from "./marked-text.ts";
import { Range } from "./range.ts";
import { Tuple } from "./tuple.ts";
import { typeFailure } from "./type-failure.ts";
import { typeName } from "./type-name.ts";
import { Undefined } from "./undefined.ts";
import type { Value } from "./value.ts";

/** Python's iter(); undefined where the value cannot be iterated. Text yields its characters, a dict its keys. */
export function iterator(marked: Value): Iterable<Value> | undefined {
  const value = unmarked(marked);
  if (typeof value === "string" || Array.isArray(value) || value instanceof Range) return value;
  if (value instanceof Tuple) return value.items;
  if (value instanceof Dict) return value.keys();
  if (value instanceof DictView) return value.items();
  if (value instanceof Undefined) return value.strict ? value.fail() : [];
  return undefined;
}

export function iterate(value: Value): Iterable<Value> {
  return iterator(value) ?? typeFailure(`A value of type ${typeName(value)} cannot be iterated.`);
}

/** Python's len(); undefined where there is none. */
export function length(marked: Value): number | undefined {
  const value = unmarked(marked);
  if (typeof value === "string") return charCount(value);
  if (Array.isArray(value) || value instanceof Range) return value.length;
  if (value instanceof Tuple) return value.items.length;
  if (value instanceof Dict) return value.size;
  if (value instanceof DictView) return value.dict.size;
  if (value instanceof Undefined) return value.strict ? value.fail() : 0;
  return undefined;
}

/** Python counts characters; JavaScript counts the halves of those beyond U+FFFF. */
export function charCount(text: string): number {
  let count = 0;
  for (const _char of text) count += 1;
  return count;
}

/** list, tuple and range: what Python calls a sequence and Ansible walks into. */
export function isSequence(value: Value): value is Value[] | Tuple | Range {
  return Array.isArray(value) || value instanceof Tuple || value instanceof Range;
}
