import { Refusal } from "#lib/render/jinja/render-error.ts";
import { Dict } from "./dict.ts";
import { DictView } from "./dict-view.ts";
import { spend } from "./limits.ts";
import { unmarked } from "./marked-text.ts";
import { isNumber, type PyNumber } from "./number.ts";
import { Range } from "./range.ts";
import { Tuple } from "./tuple.ts";
import { typeFailure } from "./type-failure.ts";
import { typeName } from "./type-name.ts";
import { Undefined } from "./undefined.ts";
import type { Value } from "./value.ts";

/** Python's ==. */
export function equal(leftMarked: Value, rightMarked: Value): boolean {
  const left = unmarked(leftMarked);
  const right = unmarked(rightMarked);
  if (left instanceof Undefined || right instanceof Undefined) return equalUndefined(left, right);
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right) === 0;
  if (Array.isArray(left) && Array.isArray(right)) return equalItems(left, right);
  if (left instanceof Tuple && right instanceof Tuple) return equalItems(left.items, right.items);
  if (left instanceof Dict && right instanceof Dict) return equalDicts(left, right);
  if (left instanceof DictView || right instanceof DictView) throw new Refusal("Views of a dict are compared.");
  if (left instanceof Range && right instanceof Range) return equalItems([...left], [...right]);
  return left === right;
}

function equalUndefined(left: Value, right: Value): boolean {
  if (left instanceof Undefined && left.strict) left.fail();
  if (right instanceof Undefined && right.strict) right.fail();
  return left instanceof Undefined && right instanceof Undefined;
}

/** As Python's containers compare: the same object is equal without being asked. */
export function same(left: Value, right: Value): boolean {
  spend();
  return left === right || equal(left, right);
}

function equalItems(left: readonly Value[], right: readonly Value[]): boolean {
  return left.length === right.length && left.every((item, index) => same(item, right[index] ?? null));
}

function equalDicts(left: Dict, right: Dict): boolean {
  if (left.size !== right.size) return false;
  for (const [key, value] of left.entries()) {
    const other = right.get(key);
    if (other === undefined || !same(value, other)) return false;
  }
  return true;
}

/** Below zero, zero or above, as Python orders two values; NaN where a float is not a number. */
export function compare(leftMarked: Value, rightMarked: Value): number {
  const left = unmarked(leftMarked);
  const right = unmarked(rightMarked);
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right);
  if (typeof left === "string" && typeof right === "string") return compareText(left, right);
  if (Array.isArray(left) && Array.isArray(right)) return compareItems(left, right);
  if (left instanceof Tuple && right instanceof Tuple) return compareItems(left.items, right.items);
  if (left instanceof DictView || right instanceof DictView) throw new Refusal("Views of a dict are compared.");
  return typeFailure(`${typeName(left)} and ${typeName(right)} have no order.`, left, right);
}

// JavaScript compares a bigint with a number by their exact values, as Python does.
function compareNumbers(left: PyNumber, right: PyNumber): number {
  const a = typeof left === "boolean" ? BigInt(left) : left;
  const b = typeof right === "boolean" ? BigInt(right) : right;
  if (a < b) return -1;
  if (a > b) return 1;
  // biome-ignore lint/suspicious/noDoubleEquals: 1n and 1 are one number; only NaN is left to differ.
  return a == b ? 0 : Number.NaN;
}

/** By code point: JavaScript's own order puts characters beyond U+FFFF too early. */
function compareText(left: string, right: string): number {
  const a = Array.from(left);
  const b = Array.from(right);
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index += 1) {
    const difference = (a[index]?.codePointAt(0) ?? 0) - (b[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function compareItems(left: readonly Value[], right: readonly Value[]): number {
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index += 1) {
    const a = left[index] ?? null;
    const b = right[index] ?? null;
    if (!same(a, b)) return compare(a, b);
  }
  return left.length - right.length;
}
