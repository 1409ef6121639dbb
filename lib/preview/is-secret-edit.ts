import type { TemplateInput } from "#lib/render/ansible/template-input.ts";
import type { Edit } from "./edits.ts";
import { maskVariables } from "./mask-variables.ts";
import { readVariables } from "./read-variables.ts";
import { holdsSecret, looksGenerated } from "./secret-value.ts";
import { writeValue } from "./write-variables.ts";

/** Whether a value that is no secret by its name looks like one: it would stand in the address for all to read. */
export function isSecretEdit([name, yaml]: Edit): boolean {
  const { variables } = readVariables(`${name}: ${yaml.replaceAll("\n", " ")}`);
  const value = variables.get(name);
  if (value === undefined || value === null) return holdsSecret(yaml) || looksGenerated(yaml);
  const masked = maskVariables(variables).variables.get(name) ?? null;
  return writeValue(masked) !== writeValue(value) || hasGenerated(value);
}

function hasGenerated(value: TemplateInput): boolean {
  if (typeof value === "string") return looksGenerated(value);
  if (Array.isArray(value)) return value.some((item: TemplateInput) => hasGenerated(item));
  return value instanceof Map && [...value.values()].some(hasGenerated);
}
