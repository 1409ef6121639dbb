import type { Dict } from "./dict.ts";
import type { DictView } from "./dict-view.ts";
import type { MarkedText } from "./marked-text.ts";
import type { PyObject } from "./py-object.ts";
import type { Range } from "./range.ts";
import type { Tuple } from "./tuple.ts";
import type { Undefined } from "./undefined.ts";

/** A Python value: None, bool, int, float, str, str with a mark, list, tuple, dict, and the rest. */
export type Value =
  | null
  | boolean
  | bigint
  | number
  | string
  | MarkedText
  | Value[]
  | Tuple
  | Dict
  | DictView
  | Range
  | Undefined
  | PyObject;

export type Arguments = { readonly positional: readonly Value[]; readonly named: ReadonlyMap<string, Value> };
