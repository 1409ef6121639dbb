import type { TemplateVariable, VariableType } from "./template-variable.ts";

const BYTES = /^(0|[1-9]\d*)(b|k|kb|m|mb|g|gb)?$/i;
const ADDRESS = /^(-?[0-9A-Fa-f:.]+|\*|-::\*|[A-Za-z0-9._-]+)$/;
const SAVE_POINT = /^[1-9]\d* +(0|[1-9]\d*)$/;
const BOOLEAN_WORDS = new Set(["yes", "no", "true", "false", "on", "off", "1", "0"]);

/** What is wrong with a value, as the end of a sentence that begins with the variable's name; undefined when nothing is. */
export function checkVariable(variable: TemplateVariable, value: unknown): string | undefined {
  if (isUnset(value)) return variable.required ? "is required and has no value." : undefined;
  // What a template computes is known only after rendering.
  if (typeof value === "string" && /\{[{%#]/.test(value)) return undefined;
  return checkType(variable.type, value);
}

function isUnset(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === "string" && value.trim() === "");
}

function checkType(type: VariableType, value: unknown): string | undefined {
  if (type.kind === "save-points")
    return checkEach(value, (item) => SAVE_POINT.test(item), 'must list points such as "900 1".', /,/);
  if (type.kind === "addresses")
    return checkEach(value, (item) => ADDRESS.test(item), "must list IP addresses.", /[\s,]+/);
  if (typeof value === "object") return "must be one value, not a list or a mapping.";
  const text = String(value);
  switch (type.kind) {
    case "integer":
      return checkInteger(text, type.min, type.max);
    case "boolean":
      return BOOLEAN_WORDS.has(text.trim().toLowerCase()) ? undefined : "must be yes or no.";
    case "bytes":
      return BYTES.test(text) ? undefined : "must be a whole number with an optional unit: kb, mb or gb.";
    case "choice":
      return checkChoice(type.choices, value);
    case "word":
      return type.pattern === undefined || type.pattern.test(text) ? undefined : `must be ${type.shape ?? "one word"}.`;
    case "path":
      return text.startsWith("/") ? undefined : "must be an absolute path.";
    case "text":
      return undefined;
  }
}

function checkInteger(text: string, min: number, max: number): string | undefined {
  const inRange = /^(0|-?[1-9]\d*)$/.test(text) && Number(text) >= min && Number(text) <= max;
  return inRange ? undefined : `must be a whole number from ${min} to ${max}.`;
}

/** YAML reads an unquoted yes or no as a boolean, and both can be choices. */
function checkChoice(choices: readonly string[], value: unknown): string | undefined {
  const text = typeof value === "boolean" ? (value ? "yes" : "no") : String(value).toLowerCase();
  return choices.includes(text) ? undefined : `must be one of ${choices.join(", ")}.`;
}

function checkEach(
  value: unknown,
  isRight: (item: string) => boolean,
  message: string,
  separator: RegExp,
): string | undefined {
  const items = Array.isArray(value) ? value.map(String) : String(value).split(separator);
  return items
    .map((item) => item.trim())
    .filter(Boolean)
    .every(isRight)
    ? undefined
    : message;
}
