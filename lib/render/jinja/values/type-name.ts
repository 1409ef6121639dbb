import { Dict } from "./dict.ts";
import { DictView } from "./dict-view.ts";
import { MarkedText } from "./marked-text.ts";
import type { PyObject } from "./py-object.ts";
import { Range } from "./range.ts";
import { Tuple } from "./tuple.ts";
import { Undefined } from "./undefined.ts";
import type { Value } from "./value.ts";

export function typeName(value: Value): string {
  if (value === null) return "NoneType";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "bigint") return "int";
  if (typeof value === "number") return "float";
  if (typeof value === "string" || value instanceof MarkedText) return "str";
  if (Array.isArray(value)) return "list";
  if (value instanceof Tuple) return "tuple";
  if (value instanceof Dict) return "dict";
  if (value instanceof DictView) return `dict_${value.part}`;
  if (value instanceof Range) return "range";
  if (value instanceof Undefined) return "Undefined";
  return nameOf(value);
}

function nameOf(object: PyObject): string {
  return object.typeName;
}
