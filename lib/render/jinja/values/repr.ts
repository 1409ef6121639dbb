import { Refusal } from "#lib/render/jinja/render-error.ts";
import { Dict } from "./dict.ts";
import { DictView } from "./dict-view.ts";
import { floatText } from "./float-text.ts";
import { intText } from "./int-text.ts";
import { spend } from "./limits.ts";
import { MarkedText } from "./marked-text.ts";
import { Range } from "./range.ts";
import { Tuple } from "./tuple.ts";
import { Undefined } from "./undefined.ts";
import type { Value } from "./value.ts";

/** Python's str(). */
export function str(value: Value): string {
  if (typeof value === "string") return value;
  if (value instanceof MarkedText) return value.text;
  if (value instanceof Undefined) return value.strict ? value.fail() : "";
  return repr(value);
}

/** Python's repr(). */
export function repr(value: Value): string {
  spend();
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "bigint") return intText(value);
  if (typeof value === "number") return floatText(value);
  if (typeof value === "string") return quoted(value);
  if (value instanceof MarkedText)
    return value.mark === "markup" ? `Markup(${quoted(value.text)})` : quoted(value.text);
  if (Array.isArray(value)) return container(value, () => `[${value.map(repr).join(", ")}]`);
  if (value instanceof Tuple) return tupleRepr(value);
  if (value instanceof Dict) return container(value, () => dictRepr(value));
  if (value instanceof DictView) return `dict_${value.part}(${repr(value.items())})`;
  if (value instanceof Range) return rangeRepr(value);
  if (value instanceof Undefined && !value.strict) return "Undefined";
  throw new Refusal("Ansible would print an object here, with an address that changes at every run.");
}

const open = new Set<object>();

function container(value: object, write: () => string): string {
  if (open.has(value)) throw new Refusal("A list or dict contains itself.");
  open.add(value);
  try {
    return write();
  } finally {
    open.delete(value);
  }
}

function tupleRepr(tuple: Tuple): string {
  const items = tuple.items.map(repr);
  return items.length === 1 ? `(${items[0]},)` : `(${items.join(", ")})`;
}

function dictRepr(dict: Dict): string {
  return `{${[...dict.entries()].map(([key, value]) => `${repr(key)}: ${repr(value)}`).join(", ")}}`;
}

function rangeRepr({ start, stop, step }: Range): string {
  return step === 1n ? `range(${start}, ${stop})` : `range(${start}, ${stop}, ${step})`;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["\\", "\\\\"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);
// Control, format, surrogate, private and unassigned characters, and every separator but the plain blank.
const UNPRINTABLE = /^[\p{C}\p{Z}]$/u;

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let out = quote;
  for (const char of text) out += char === quote ? `\\${char}` : escaped(char);
  return out + quote;
}

function escaped(char: string): string {
  const known = ESCAPES.get(char);
  if (known !== undefined) return known;
  if (char === " " || !UNPRINTABLE.test(char)) return char;
  const code = char.codePointAt(0) ?? 0;
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, "0")}`;
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, "0")}`;
  return `\\U${code.toString(16).padStart(8, "0")}`;
}
