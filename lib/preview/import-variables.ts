import type { TemplateInput } from "#lib/render/ansible/template-input.ts";
import type { Edit } from "./edits.ts";
import { GIVEN } from "./edits.ts";
import { maskVariables } from "./mask-variables.ts";
import { readVariables, type VariableProblem } from "./read-variables.ts";
import { isSecretName } from "./secret-name.ts";
import { writeValue } from "./write-variables.ts";

export interface Import {
  /** What differs from the environment. */
  readonly edits: readonly Edit[];
  /** Secrets that the text holds; their values are dropped here. */
  readonly secrets: readonly string[];
  readonly problems: readonly VariableProblem[];
}

/** A variables file that somebody pastes: its values become edits, its secrets only the word that there is one. */
export function importVariables(text: string, base: ReadonlyMap<string, TemplateInput>): Import {
  const { variables: given, problems } = readVariables(text);
  // Also those inside of values: edits become part of a link.
  const { variables } = maskVariables(given);
  const secrets: string[] = [];
  const edits: Edit[] = [];
  for (const [name, value] of variables) {
    if (!given.has(name)) continue;
    if (isSecretName(name)) {
      secrets.push(name);
      if (!base.has(name)) edits.push([name, GIVEN]);
    } else {
      const [yaml, before] = [writeValue(value), base.get(name)];
      if (before === undefined || writeValue(before) !== yaml) edits.push([name, yaml]);
    }
  }
  return { edits, secrets, problems };
}
