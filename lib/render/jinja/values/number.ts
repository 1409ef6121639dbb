import { TemplateFailure } from "#lib/render/jinja/render-error.ts";
import type { Value } from "./value.ts";

/** bool, int and float: in Python a bool is an int. */
export type PyNumber = boolean | bigint | number;

export function isNumber(value: Value): value is PyNumber {
  return typeof value === "bigint" || typeof value === "number" || typeof value === "boolean";
}

export function isInteger(value: Value): value is boolean | bigint {
  return typeof value === "bigint" || typeof value === "boolean";
}

export function toFloat(value: PyNumber): number {
  const float = Number(value);
  if (typeof value === "bigint" && !Number.isFinite(float))
    throw new TemplateFailure("An integer is too large for a float.");
  return float;
}

/** An index or a count. Beyond what a container can hold, every number acts alike. */
export function toIndex(value: boolean | bigint): number {
  const number = BigInt(value);
  const bound = BigInt(Number.MAX_SAFE_INTEGER);
  return Number(number > bound ? bound : number < -bound ? -bound : number);
}
