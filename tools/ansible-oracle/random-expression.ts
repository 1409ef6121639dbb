import type { RandomSource } from "./random-source.ts";
import { ATTRIBUTES, FILTERS, LITERALS, METHODS, NAMES, TESTS } from "./vocabulary.ts";

const BINARY = "+ - * / // % ** ~ == != < <= > >= in and or".split(" ").concat("not in");

/** A random expression, plausible more often than not. */
export function randomExpression(random: RandomSource, depth = 0): string {
  const deeper = () => randomExpression(random, depth + 1);
  if (depth > 2 || random.chance(0.45)) return random.pick(random.chance(0.6) ? NAMES : LITERALS);
  switch (random.below(12)) {
    case 0:
    case 1:
    case 2:
      return `${operand(random, depth)} | ${random.pick(FILTERS)}`;
    case 3:
      return `(${operand(random, depth)} | ${random.pick(FILTERS)}) | ${random.pick(FILTERS)}`;
    case 4:
      return `${operand(random, depth)} is ${random.chance(0.25) ? "not " : ""}${random.pick(TESTS)}`;
    case 5:
      return `${operand(random, depth)}.${random.pick(METHODS)}`;
    case 6:
    case 7:
      return `${operand(random, depth)} ${random.pick(BINARY)} ${operand(random, depth)}`;
    case 8:
      return `${deeper()} if ${deeper()}${random.chance(0.8) ? ` else ${deeper()}` : ""}`;
    case 9:
      return subscript(random, depth);
    case 10:
      return `${random.pick(["not ", "-", "+"])}${operand(random, depth)}`;
    default:
      return random.chance(0.5) ? `[${deeper()}, ${deeper()}]` : `{'p': ${deeper()}, ${deeper()}: 1}`;
  }
}

function operand(random: RandomSource, depth: number): string {
  const inner = randomExpression(random, depth + 1);
  return /^[\w.]+$/.test(inner) || random.chance(0.1) ? inner : `(${inner})`;
}

function subscript(random: RandomSource, depth: number): string {
  const target = operand(random, depth);
  return random.pick([
    () => `${target}.${random.pick(ATTRIBUTES)}`,
    () => `${target}[${random.pick(["0", "-1", "1", "'a'", "'name'", "nums[0]", "9", "none"])}]`,
    () => `${target}[${random.pick(["1:", ":2", "::2", "::-1", "-2:", "1:9", ":"])}]`,
  ])();
}
