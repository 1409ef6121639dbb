import { unmarked } from "./marked-text.ts";
import { isInteger, isNumber, type PyNumber, toIndex } from "./number.ts";
import { typeFailure } from "./type-failure.ts";
import { typeName } from "./type-name.ts";
import type { Value } from "./value.ts";

/** The argument as what Python needs it to be, or Python's TypeError. */
export function expectText(value: Value): string {
  const text = unmarked(value);
  return typeof text === "string" ? text : typeFailure(`Text is needed, not ${typeName(text)}.`, text);
}

export function expectIndex(value: Value): number {
  return isInteger(value) ? toIndex(value) : typeFailure(`A whole number is needed, not ${typeName(value)}.`, value);
}

export function expectNumber(value: Value): PyNumber {
  return isNumber(value) ? value : typeFailure(`A number is needed, not ${typeName(value)}.`, value);
}

export function isText(value: Value): boolean {
  return typeof unmarked(value) === "string";
}
