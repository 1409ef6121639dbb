import type { Helper } from "#lib/render/jinja/evaluate/environment.ts";
import { holds } from "#lib/render/jinja/evaluate/evaluate-compare.ts";
import { type HelperTable, helper } from "#lib/render/jinja/filters/helper.ts";
import type { CompareOperator } from "#lib/render/jinja/syntax/nodes.ts";
import { REQUIRED } from "#lib/render/jinja/values/parameters.ts";

const NAMES: readonly (readonly [CompareOperator, readonly string[]])[] = [
  ["==", ["eq", "equalto"]],
  ["!=", ["ne"]],
  ["<", ["lt", "lessthan"]],
  ["<=", ["le"]],
  [">", ["gt", "greaterthan"]],
  [">=", ["ge"]],
  ["in", ["in"]],
];

function compared(operator: CompareOperator): Helper {
  return helper({ a: REQUIRED, b: REQUIRED }, ({ a, b }) => holds(operator, a, b));
}

/** The operators under their names as tests, and as signs for selectattr. */
export const COMPARISON_TESTS: HelperTable = new Map(
  NAMES.flatMap(([operator, names]) => [operator, ...names].map((name) => [name, compared(operator)] as const)),
);
