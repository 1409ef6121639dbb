import type { TemplateInput } from "#lib/render/ansible/template-input.ts";
import { isSecretEdit } from "./is-secret-edit.ts";
import { placeholderFor } from "./mask-variables.ts";
import { readVariables } from "./read-variables.ts";
import { isSecretName } from "./secret-name.ts";

/** A variable that somebody tries out, as a line of a variables file would have it. For a secret: whether it is given. */
export type Edit = readonly [name: string, yaml: string];

/** How a secret is said to be given, for its value is never typed here. */
export const GIVEN = "given";

/** How much a link may carry. */
export const LONGEST_EDITS = 4_000;

const SECRET =
  "This looks like a password, which belongs into the vault and a field of its own. It is not used, and is left out of the address and of links.";

export interface EditProblem {
  readonly name: string;
  readonly reason: string;
}

/** The layer above the environment's files. An empty edit unsets the variable. */
export function applyEdits(
  variables: ReadonlyMap<string, TemplateInput>,
  edits: readonly Edit[],
): { variables: ReadonlyMap<string, TemplateInput>; problems: readonly EditProblem[] } {
  const changed = new Map(variables);
  const problems: EditProblem[] = [];
  for (const [name, yaml] of edits) {
    if (yaml.trim() === "") changed.delete(name);
    else if (isSecretName(name)) changed.set(name, changed.get(name) ?? placeholderFor(name));
    else if (isSecretEdit([name, yaml])) problems.push({ name, reason: SECRET });
    else {
      const read = readVariables(`${name}: ${yaml.replaceAll("\n", " ")}`);
      const reason = read.problems[0]?.reason;
      if (reason === undefined) changed.set(name, read.variables.get(name) ?? null);
      else problems.push({ name, reason });
    }
  }
  return { variables: changed, problems };
}

/** What may stand in an address: of a secret only that it is given, and no value that looks like one. */
export function shareableEdits(edits: readonly Edit[]): readonly Edit[] {
  return edits.flatMap(([name, yaml]): Edit[] => {
    if (isSecretName(name)) return [[name, yaml.trim() === "" ? "" : GIVEN]];
    return isSecretEdit([name, yaml]) ? [] : [[name, yaml]];
  });
}
