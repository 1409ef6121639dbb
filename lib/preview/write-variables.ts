import { FloatNumber, type TemplateInput, UnsafeText } from "#lib/render/ansible/template-input.ts";
import { yamlScalar } from "./field-text.ts";
import { isSecretName } from "./secret-name.ts";

/** Variables as a file for Ansible. Secrets are left out: they come from the vault. */
export function writeVariables(variables: ReadonlyMap<string, TemplateInput>): string {
  const lines = [...variables].flatMap(([name, value]) =>
    isSecretName(name) ? [] : [`${name}: ${writeValue(value)}`],
  );
  return `${["# Secrets are not in this file: they come from the vault.", ...lines].join("\n")}\n`;
}

export function writeValue(value: TemplateInput): string {
  if (value === null) return "null";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return yamlScalar(value);
  if (value instanceof UnsafeText) return `!unsafe ${JSON.stringify(value.text)}`;
  if (value instanceof FloatNumber) return writeFloat(value.value);
  if (Array.isArray(value)) return `[${value.map(writeValue).join(", ")}]`;
  if (value instanceof Map)
    return `{${[...value].map(([key, item]) => `${JSON.stringify(key)}: ${writeValue(item)}`).join(", ")}}`;
  return String(value);
}

function writeFloat(value: number): string {
  if (Number.isNaN(value)) return ".nan";
  if (!Number.isFinite(value)) return value > 0 ? ".inf" : "-.inf";
  return Number.isInteger(value) ? `${value}.0` : String(value);
}
