import { Refusal } from "#lib/render/jinja/render-error.ts";
import { operands } from "#lib/render/jinja/scope/visit-names.ts";
import type { Expression } from "./nodes.ts";

/** Filters that can answer something undefined. */
const SELECTORS: ReadonlySet<string> = new Set([
  "d",
  "default",
  "extract",
  "first",
  "last",
  "mandatory",
  "max",
  "min",
  "ternary",
]);

/**
 * Jinja computes constant expressions when it compiles. Where that raises an error it does not expect, Ansible writes the
 * template as it stands, even if the expression would never be reached.
 */
export function checkConstants(node: Expression): void {
  for (const operand of asked(node)) {
    if (isConstant(operand) && mayBeUndefined(operand)) refuse(node);
  }
  if (node.kind === "slice" && isConstant(node) && !isPlainSlice(node)) refuse(node);
  // Jinja writes the computed base without parentheses, and Python then takes its sign last.
  if (node.kind === "binary" && node.operator === "**" && isComputed(node.left) && !isConstant(node.right))
    refuse(node);
  if (node.kind !== "dict") return;
  for (const [key] of node.pairs) if (isConstant(key) && mayBeUnhashable(key)) refuse(node);
}

function refuse({ line }: Expression): never {
  throw new Refusal("A constant expression might fail when Jinja compiles it.", { line });
}

/** Those whose truth or text Jinja takes while it compiles. */
function asked(node: Expression): readonly Expression[] {
  if (node.kind === "conditional") return [node.test];
  if (node.kind === "and" || node.kind === "or") return [node.left];
  return node.kind === "concat" ? node.parts : [];
}

function isConstant(node: Expression): boolean {
  if (node.kind === "name" || node.kind === "call") return false;
  return operands(node).every(isConstant);
}

function isComputed(node: Expression): boolean {
  return node.kind !== "constant" && isConstant(node);
}

function isPlainSlice({ target, bounds }: Extract<Expression, { kind: "slice" }>): boolean {
  const isSequence =
    target.kind === "list" ||
    target.kind === "tuple" ||
    (target.kind === "constant" && typeof target.value === "string");
  return (
    isSequence &&
    bounds.every((bound) => bound === undefined || isWholeNumber(bound.kind === "sign" ? bound.operand : bound))
  );
}

function isWholeNumber(node: Expression): boolean {
  return node.kind === "constant" && typeof node.value === "bigint";
}

function mayBeUndefined(node: Expression): boolean {
  if (node.kind === "item" || node.kind === "attribute") return true;
  if (node.kind === "filter") return SELECTORS.has(node.name);
  if (node.kind !== "conditional" && node.kind !== "and" && node.kind !== "or") return false;
  return operands(node).some(mayBeUndefined);
}

const HASHABLE: ReadonlySet<Expression["kind"]> = new Set(["constant", "not", "compare", "test", "concat", "sign"]);

function mayBeUnhashable(node: Expression): boolean {
  if (node.kind === "tuple") return node.items.some(mayBeUnhashable);
  return !HASHABLE.has(node.kind);
}
