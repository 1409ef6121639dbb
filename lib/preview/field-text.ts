import { FloatNumber, type TemplateInput, UnsafeText } from "#lib/render/ansible/template-input.ts";
import type { VariableType } from "#lib/render/variables/template-variable.ts";
import { resolvePlainScalar } from "./resolve-plain-scalar.ts";

/** What a form shows of a value: lists with commas, booleans as the words that Redis has for them. */
export function fieldText(value: TemplateInput | undefined): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (value instanceof UnsafeText) return value.text;
  if (value instanceof FloatNumber) return String(value.value);
  if (Array.isArray(value)) return value.map(fieldText).join(", ");
  return typeof value === "object" ? "(a mapping)" : String(value);
}

/** What a person typed into a field, as a variables file would have it. */
export function fieldYaml(type: VariableType, text: string): string {
  const trimmed = text.trim();
  if (trimmed === "") return "";
  if (type.kind === "boolean") return trimmed;
  const isList = type.kind === "addresses" || type.kind === "save-points";
  if (isList && !trimmed.includes("{")) {
    const items = trimmed.split(type.kind === "addresses" ? /[\s,]+/ : /\s*,\s*/).filter((item) => item !== "");
    return items.length === 1 ? yamlScalar(items[0] ?? "") : `[${items.map(yamlScalar).join(", ")}]`;
  }
  return type.kind === "integer" && typeof resolvePlainScalar(trimmed) === "bigint" ? trimmed : yamlScalar(trimmed);
}

/** Text that YAML reads back as this very text. */
export function yamlScalar(text: string): string {
  const isPlain = /^[A-Za-z0-9_./][\w./ -]*$/.test(text) && !text.endsWith(" ");
  return isPlain && resolvePlainScalar(text) === text ? text : JSON.stringify(text);
}
