import { type TemplateInput, UnsafeText } from "#lib/render/ansible/template-input.ts";
import { variablesOf } from "#lib/render/variables/template-variables.ts";
import { VAULTED } from "./read-variables.ts";
import { isSecretName } from "./secret-name.ts";
import { holdsSecret } from "./secret-value.ts";

type Variables = ReadonlyMap<string, TemplateInput>;

export interface MaskedVariables {
  readonly variables: Variables;
  /** Names whose value stood in clear where it does not belong. */
  readonly inClear: readonly string[];
}

/** A shorter one stands in too many words by chance. */
const SHORTEST_KNOWN = 8;
const EXPRESSION = /^\{\{[^{}]*\}\}$/;
const LOOKUP = /\b(?:lookup|query|q)\s*\(/;
const DEFAULT = /\b(?:default|d)\s*\(\s*['"]/;

/** No secret leaves here: an expression that only names one stays as it is written, anything else becomes its own name in braces. */
export function maskVariables(given: Variables): MaskedVariables {
  const inClear: string[] = [];
  const known = secretsIn(given);
  const isTelling = (text: string) => holdsSecret(text) || known.some((secret) => text.includes(secret));
  const variables = new Map<string, TemplateInput>();
  for (const [name, value] of given) {
    if (isUnset(value)) variables.set(name, value);
    else if (isSecretName(name)) {
      const expression = typeof value === "string" && EXPRESSION.test(value.trim()) ? value.trim() : undefined;
      if (!isVaulted(value) && (expression === undefined || hasSecretLiteral(expression))) inClear.push(name);
      const isName = expression !== undefined && !hasLiteral(expression);
      variables.set(name, isName ? new UnsafeText(expression) : placeholderFor(name));
    } else {
      if (typeof value === "string" && isTelling(value)) inClear.push(name);
      variables.set(name, withoutSecrets(value, name, isTelling));
    }
  }
  for (const name of fetchedNames(variables)) if (!variables.has(name)) variables.set(name, placeholderFor(name));
  return { variables, inClear };
}

/** Required secrets come from the vault at deploy time, whatever the files say. */
export function withRequiredSecrets(variables: Variables, template: "redis" | "sentinel"): Variables {
  const missing = variablesOf(template).filter(
    ({ name, secret, required }) => secret && required && isUnset(variables.get(name)),
  );
  return new Map([...variables, ...missing.map(({ name }): [string, TemplateInput] => [name, placeholderFor(name)])]);
}

export function placeholderFor(name: string): UnsafeText {
  return new UnsafeText(`{{ ${name} }}`);
}

/** Every text that stands for a secret. */
export function placeholdersOf(variables: Variables): ReadonlySet<string> {
  return new Set(
    [...variables].flatMap(([name, value]) => (isSecretName(name) && value instanceof UnsafeText ? [value.text] : [])),
  );
}

function isUnset(value: TemplateInput | undefined): boolean {
  return value === undefined || value === null || value === "";
}

/** A text in an expression can be a password, or the token of a lookup. */
function hasLiteral(expression: string): boolean {
  return /['"]/.test(expression.replaceAll(/''|""/g, ""));
}

/** What a lookup is told is no password by itself; a default is one. */
function hasSecretLiteral(expression: string): boolean {
  const without = expression.replaceAll(/''|""/g, "");
  return hasLiteral(without) && (!LOOKUP.test(without) || DEFAULT.test(without));
}

function isVaulted(value: TemplateInput): boolean {
  return value instanceof UnsafeText && value.text === VAULTED;
}

/** Secrets that these variables hold in clear; a copy of one under another name is a secret too. */
function secretsIn(given: Variables): string[] {
  return [...given]
    .flatMap(([name, value]) => (isSecretName(name) ? textsIn(value) : []))
    .filter((text) => text.length >= SHORTEST_KNOWN && !text.includes("{{"));
}

/** Vaulted texts, and members that sound secret, inside of lists and mappings. */
function withoutSecrets(value: TemplateInput, name: string, isTelling: (text: string) => boolean): TemplateInput {
  if (isVaulted(value) || (typeof value === "string" && isTelling(value))) return placeholderFor(name);
  if (Array.isArray(value)) return value.map((item: TemplateInput) => withoutSecrets(item, name, isTelling));
  if (!(value instanceof Map)) return value;
  return new Map(
    [...value].map(([key, item]): [string, TemplateInput] => [
      key,
      isSecretName(key) && !isUnset(item) ? placeholderFor(`${name}.${key}`) : withoutSecrets(item, name, isTelling),
    ]),
  );
}

/** Names of secrets that values fetch and no file gives. */
function fetchedNames(variables: Variables): string[] {
  const texts = [...variables.values()].flatMap(textsIn);
  const names = texts.flatMap((text) => (text.includes("{") ? (text.match(/\b[A-Za-z_]\w*\b/g) ?? []) : []));
  return [...new Set(names)].filter((name) => isSecretName(name));
}

function textsIn(value: TemplateInput): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return value instanceof Map ? [...value.values()].flatMap(textsIn) : [];
}
