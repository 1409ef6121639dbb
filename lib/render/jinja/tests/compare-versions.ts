import { holds } from "#lib/render/jinja/evaluate/evaluate-compare.ts";
import { Refusal, TemplateFailure } from "#lib/render/jinja/render-error.ts";
import type { CompareOperator } from "#lib/render/jinja/syntax/nodes.ts";
import { unmarked } from "#lib/render/jinja/values/marked-text.ts";
import { str } from "#lib/render/jinja/values/repr.ts";
import { truth } from "#lib/render/jinja/values/truth.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";

const OPERATORS: ReadonlyMap<string, CompareOperator> = new Map<string, CompareOperator>([
  ["==", "=="],
  ["=", "=="],
  ["eq", "=="],
  ["<", "<"],
  ["lt", "<"],
  ["<=", "<="],
  ["le", "<="],
  [">", ">"],
  ["gt", ">"],
  [">=", ">="],
  ["ge", ">="],
  ["!=", "!="],
  ["<>", "!="],
  ["ne", "!="],
]);

/** Ansible's version test with its loose rules: numbers and words compared in turn. */
export function compareVersions(
  bound: Record<"value" | "version" | "operator" | "strict" | "version_type", Value>,
): boolean {
  if (bound.strict !== null && bound.version_type !== null)
    throw new TemplateFailure("version takes strict or version_type, not both.");
  if (!truth(bound.value) || !truth(bound.version)) throw new TemplateFailure("A version to compare is empty.");
  const kind = unmarked(bound.version_type);
  if ((bound.strict !== null && truth(bound.strict)) || (kind !== null && kind !== "loose"))
    throw new Refusal("Versions are compared by strict rules.");
  const name = unmarked(bound.operator);
  const operator = typeof name === "string" ? OPERATORS.get(name) : undefined;
  if (operator === undefined) throw new TemplateFailure("version does not know the operator.");
  return holds(operator, components(str(bound.value)), components(str(bound.version)));
}

function components(version: string): Value[] {
  const parts = version.split(/(\p{Nd}+|[a-z]+|\.)/u).filter((part) => part !== "" && part !== ".");
  return parts.map((part) => (/^\s*[+-]?\d+(?:_\d+)*\s*$/.test(part) ? BigInt(part.replaceAll("_", "").trim()) : part));
}
