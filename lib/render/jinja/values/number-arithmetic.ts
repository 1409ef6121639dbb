import { Refusal, TemplateFailure } from "#lib/render/jinja/render-error.ts";
import type { Budget } from "./limits.ts";
import { isInteger, type PyNumber, toFloat } from "./number.ts";

const EXACT = BigInt(Number.MAX_SAFE_INTEGER);

/** Python's /: of two ints the nearest float, however large they are. */
export function divide(left: PyNumber, right: PyNumber): number {
  if (Number(right) === 0) return zeroDivision();
  if (!isInteger(left) || !isInteger(right)) return toFloat(left) / toFloat(right);
  const a = BigInt(left);
  const b = BigInt(right);
  if (isExact(a) && isExact(b)) return Number(a) / Number(b);
  if (a % b === 0n) return toFloat(a / b);
  throw new Refusal("Integers beyond 2^53 are divided into a fraction.");
}

export function floorDivide(left: PyNumber, right: PyNumber): bigint | number {
  if (Number(right) === 0) return zeroDivision();
  if (isInteger(left) && isInteger(right)) return floorInt(BigInt(left), BigInt(right));
  const [a, b] = [toFloat(left), toFloat(right)];
  const quotient = (a - floorRemainder(a, b)) / b;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : quotient === 0 ? Math.sign(a / b) * 0 : floor;
}

export function modulo(left: PyNumber, right: PyNumber): bigint | number {
  if (Number(right) === 0) return zeroDivision();
  if (isInteger(left) && isInteger(right)) {
    const [a, b] = [BigInt(left), BigInt(right)];
    return a - floorInt(a, b) * b;
  }
  return floorRemainder(toFloat(left), toFloat(right));
}

export function power(left: PyNumber, right: PyNumber, budget: Budget): bigint | number {
  if (isInteger(left) && isInteger(right) && BigInt(right) >= 0n)
    return powerOfInt(BigInt(left), BigInt(right), budget);
  const [base, exponent] = [toFloat(left), toFloat(right)];
  if (base === 0 && exponent < 0) return zeroDivision();
  const positive = base ** Math.abs(exponent);
  // Only here are Python's result and JavaScript's sure to agree to the last digit.
  if (!Number.isInteger(exponent) || !Number.isInteger(base) || Math.abs(positive) > Number.MAX_SAFE_INTEGER) {
    if (exponent === 0) return 1;
    throw new Refusal("The last digit of this power depends on the machine.");
  }
  return exponent < 0 ? 1 / positive : positive;
}

function powerOfInt(base: bigint, exponent: bigint, budget: Budget): bigint {
  const bits = BigInt(base.toString(2).length);
  // Four bits are about one digit.
  if (base > 1n || base < -1n) budget.allow((bits * exponent) / 4n);
  return base ** exponent;
}

function floorInt(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

function floorRemainder(a: number, b: number): number {
  const remainder = a % b;
  if (remainder === 0) return b < 0 ? -0 : 0;
  return remainder < 0 !== b < 0 ? remainder + b : remainder;
}

function isExact(value: bigint): boolean {
  return value <= EXACT && value >= -EXACT;
}

function zeroDivision(): never {
  throw new TemplateFailure("A number is divided by zero.");
}
