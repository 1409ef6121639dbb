import { TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { Dict } from "./dict.ts";
import { unmarked } from "./marked-text.ts";
import { isInteger, toIndex } from "./number.ts";
import { Range } from "./range.ts";
import { Tuple } from "./tuple.ts";
import { typeFailure } from "./type-failure.ts";
import { typeName } from "./type-name.ts";
import { Undefined } from "./undefined.ts";
import type { Value } from "./value.ts";

/** Python's value[start:stop:step]. */
export function slice(target: Value, start: Value, stop: Value, step: Value): Value {
  const value = unmarked(target);
  if (value instanceof Undefined && value.strict) return value;
  const pick = <T>(items: readonly T[]): T[] => pickItems(items, start, stop, step);
  if (typeof value === "string") return pick(Array.from(value)).join("");
  if (Array.isArray(value)) return pick(value);
  if (value instanceof Tuple) return new Tuple(pick(value.items));
  if (value instanceof Range) return sliceRange(value, start, stop, step);
  if (value instanceof Undefined) return value.fail();
  const reason = value instanceof Dict ? "A dict has no slices." : `A value of type ${typeName(value)} has no slices.`;
  return typeFailure(reason);
}

function pickItems<T>(items: readonly T[], start: Value, stop: Value, step: Value): T[] {
  const stride = part(step) ?? 1;
  if (stride === 0) throw new TemplateFailure("The step of a slice is zero.");
  const [low, high] = stride > 0 ? [0, items.length] : [-1, items.length - 1];
  const first = bound(part(start), items.length, low, high) ?? (stride > 0 ? 0 : items.length - 1);
  const last = bound(part(stop), items.length, low, high) ?? (stride > 0 ? items.length : -1);
  const picked: T[] = [];
  for (let index = first; stride > 0 ? index < last : index > last; index += stride) {
    const item = items[index];
    if (item !== undefined) picked.push(item);
  }
  return picked;
}

function part(value: Value): number | undefined {
  if (value === null) return undefined;
  if (isInteger(value)) return toIndex(value);
  return typeFailure("The parts of a slice are whole numbers.", value);
}

function bound(index: number | undefined, size: number, low: number, high: number): number | undefined {
  if (index === undefined) return undefined;
  const fromStart = index < 0 ? index + size : index;
  return Math.min(Math.max(fromStart, low), high);
}

function sliceRange(range: Range, start: Value, stop: Value, step: Value): Range {
  const indexes = pickItems(
    [...range].map((_, index) => index),
    start,
    stop,
    step,
  );
  const [first = 0, second] = indexes;
  const stride = second === undefined ? 1n : BigInt(second - first) * range.step;
  const from = range.at(first);
  return new Range(from, from + stride * BigInt(indexes.length), stride);
}
