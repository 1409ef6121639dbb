import type { CompareOperator, Expression } from "#lib/render/jinja/syntax/nodes.ts";
import { compare, equal } from "#lib/render/jinja/values/compare.ts";
import { contains } from "#lib/render/jinja/values/contains.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";

/** Chained as in Python: `a < b < c` is `a < b and b < c`. */
export function evaluateCompare(
  node: Extract<Expression, { kind: "compare" }>,
  value: (node: Expression) => Value,
): boolean {
  let left = value(node.first);
  for (const [operator, operand] of node.steps) {
    const right = value(operand);
    if (!holds(operator, left, right)) return false;
    left = right;
  }
  return true;
}

export function holds(operator: CompareOperator, left: Value, right: Value): boolean {
  switch (operator) {
    case "==":
      return equal(left, right);
    case "!=":
      return !equal(left, right);
    case "<":
      return compare(left, right) < 0;
    case "<=":
      return compare(left, right) <= 0;
    case ">":
      return compare(left, right) > 0;
    case ">=":
      return compare(left, right) >= 0;
    case "in":
      return contains(right, left);
    case "not in":
      return !contains(right, left);
  }
}
