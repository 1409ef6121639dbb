import { DomainError } from "#lib/errors.ts";
import { readVariables, VAULTED } from "#lib/preview/read-variables.ts";
import { type TemplateInput, UnsafeText } from "#lib/render/ansible/template-input.ts";
import type { TemplateName } from "#lib/render/variables/template-variable.ts";
import { variablesOf } from "#lib/render/variables/template-variables.ts";
import { readText } from "./read-text.ts";

type Variables = ReadonlyMap<string, TemplateInput>;

interface Sources {
  readonly files: readonly string[];
  /** Names to take from the environment, whatever the files say. */
  readonly env: readonly string[];
  readonly template: TemplateName | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Later files win; secrets that no file gives come from the environment, as text that is not templated. */
export function collectVariables({ files, env, template, environment }: Sources): Variables {
  const variables = new Map<string, TemplateInput>();
  for (const file of files) for (const [name, value] of readFile(file)) variables.set(name, value);
  for (const name of env) {
    const value = environment[name];
    if (value === undefined)
      throw new DomainError("INVALID_INPUT", `The environment has no variable ${name}.`, { where: `--env ${name}` });
    variables.set(name, new UnsafeText(value));
  }
  for (const name of mayComeFromEnvironment(variables, template)) {
    const value = environment[name];
    if (value !== undefined) variables.set(name, new UnsafeText(value));
  }
  return variables;
}

function mayComeFromEnvironment(variables: Variables, template: TemplateName | undefined): string[] {
  const secrets = template === undefined ? [] : variablesOf(template).filter(({ secret }) => secret);
  return [
    ...secrets.filter(({ name }) => !variables.has(name) || isVaulted(variables.get(name))).map(({ name }) => name),
    ...[...variables].filter(([, value]) => isVaulted(value)).map(([name]) => name),
  ];
}

export function isVaulted(value: TemplateInput | undefined): boolean {
  return value instanceof UnsafeText && value.text === VAULTED;
}

function readFile(path: string): Variables {
  const { variables, problems } = readVariables(readText(path));
  const first = problems[0];
  if (first !== undefined) throw new DomainError("INVALID_INPUT", first.reason, { where: `${path}:${first.line}` });
  return variables;
}
