import { Refusal, TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { formatPercent } from "./format-percent.ts";
import { charCount } from "./iterate.ts";
import type { Budget } from "./limits.ts";
import { MarkedText } from "./marked-text.ts";
import { isInteger, isNumber, type PyNumber, toFloat, toIndex } from "./number.ts";
import { divide, floorDivide, modulo, power } from "./number-arithmetic.ts";
import { Tuple } from "./tuple.ts";
import { typeFailure } from "./type-failure.ts";
import { typeName } from "./type-name.ts";
import type { Value } from "./value.ts";

export type BinaryOperator = "+" | "-" | "*" | "/" | "//" | "%" | "**";

export function binary(operator: BinaryOperator, left: Value, right: Value, budget: Budget): Value {
  const a = textOf(left);
  const b = textOf(right);
  if (isNumber(a) && isNumber(b)) return numeric(operator, a, b, budget);
  if (operator === "+") return join(a, b, budget);
  if (operator === "*") return repeat(a, b, budget);
  if (operator === "%" && typeof a === "string") return formatPercent(a, b, budget);
  // Text that Ansible marks as unsafe answers for itself here, with a word of Python's own.
  if (operator === "%" && typeof b === "string") throw new Refusal("% has text on its right.");
  return typeFailure(`${operator} does not work between ${typeName(a)} and ${typeName(b)}.`, a, b);
}

function textOf(value: Value): Exclude<Value, MarkedText> {
  if (!(value instanceof MarkedText)) return value;
  if (value.mark === "markup") throw new Refusal("Escaped text is joined to other text, which escapes that too.");
  return value.text;
}

function numeric(operator: BinaryOperator, left: PyNumber, right: PyNumber, budget: Budget): Value {
  if (operator === "/") return divide(left, right);
  if (operator === "//") return floorDivide(left, right);
  if (operator === "%") return modulo(left, right);
  if (operator === "**") return power(left, right, budget);
  if (isInteger(left) && isInteger(right)) {
    const a = BigInt(left);
    const b = BigInt(right);
    return operator === "+" ? a + b : operator === "-" ? a - b : a * b;
  }
  const a = toFloat(left);
  const b = toFloat(right);
  return operator === "+" ? a + b : operator === "-" ? a - b : a * b;
}

function join(left: Value, right: Value, budget: Budget): Value {
  if (typeof left === "string" && typeof right === "string") {
    budget.allow(left.length + right.length);
    return left + right;
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    budget.allow(left.length + right.length);
    return [...left, ...right];
  }
  if (left instanceof Tuple && right instanceof Tuple) return new Tuple([...left.items, ...right.items]);
  return typeFailure(`+ does not work between ${typeName(left)} and ${typeName(right)}.`, left, right);
}

function repeat(left: Value, right: Value, budget: Budget): Value {
  const [sequence, count] = isInteger(left) ? [right, left] : [left, right];
  if (!isInteger(count)) return typeFailure("A sequence is repeated by a whole number.", left, right);
  if (BigInt.asIntN(64, BigInt(count)) !== BigInt(count))
    throw new TemplateFailure("A sequence is repeated too often.");
  const times = Math.max(0, toIndex(count));
  if (typeof sequence === "string") {
    budget.allow(charCount(sequence) * times);
    return sequence.repeat(sequence === "" ? 0 : times);
  }
  if (Array.isArray(sequence)) return repeatItems(sequence, times, budget);
  if (sequence instanceof Tuple) return new Tuple(repeatItems(sequence.items, times, budget));
  return typeFailure(`* does not work between ${typeName(left)} and ${typeName(right)}.`, left, right);
}

function repeatItems(items: readonly Value[], times: number, budget: Budget): Value[] {
  budget.allow(items.length * times);
  return items.length === 0 ? [] : Array.from({ length: times }, () => items).flat(1);
}

export function negate(value: Value, sign: "+" | "-"): Value {
  if (!isNumber(value)) return typeFailure(`${sign} does not work on ${typeName(value)}.`, value);
  if (isInteger(value)) return sign === "-" ? -BigInt(value) : BigInt(value);
  return sign === "-" ? -value : value;
}
