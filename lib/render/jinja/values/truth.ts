import { Dict } from "./dict.ts";
import { DictView } from "./dict-view.ts";
import { MarkedText } from "./marked-text.ts";
import { Range } from "./range.ts";
import { Tuple } from "./tuple.ts";
import { Undefined } from "./undefined.ts";
import type { Value } from "./value.ts";

/** Python's bool(). */
export function truth(value: Value): boolean {
  if (value === null) return false;
  if (typeof value === "boolean") return value;
  if (typeof value === "bigint") return value !== 0n;
  if (typeof value === "number") return value !== 0;
  if (typeof value === "string") return value !== "";
  if (value instanceof MarkedText) return value.text !== "";
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof Tuple) return value.items.length > 0;
  if (value instanceof Dict) return value.size > 0;
  if (value instanceof DictView) return value.dict.size > 0;
  if (value instanceof Range) return value.length > 0;
  if (value instanceof Undefined) return value.strict ? value.fail() : false;
  return true;
}
