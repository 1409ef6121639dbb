import type { Finding } from "#lib/findings/schema.ts";
import type { TemplateInput } from "#lib/render/ansible/template-input.ts";
import type { TemplateName } from "#lib/render/variables/template-variable.ts";
import { variablesOf } from "#lib/render/variables/template-variables.ts";

/** The first name of an expression; who writes a default has thought of it. */
const EXPRESSION = /\{\{-?\s*([A-Za-z_]\w*)\b(?!\s*\()([^{}]*)\}\}/g;
const CONSTANTS = new Set(["true", "false", "none", "True", "False", "None", "omit", "not"]);

/** Values that name what no file gives: the template's default takes their place, and nobody is told. */
export function findUndefinedNames(
  template: TemplateName,
  variables: ReadonlyMap<string, TemplateInput>,
): readonly Finding[] {
  return variablesOf(template).flatMap(({ name }) =>
    namesIn(variables.get(name))
      .filter((wanted) => !variables.has(wanted))
      .map(
        (wanted): Finding => ({
          rule: "undefined-name",
          severity: "warning",
          lines: [],
          message: `${name} refers to ${wanted}, which these files do not give.`,
          why: "The preview shows the template's default. Ansible does too, in silence, unless the inventory or the host gives the name.",
          fix: `Give ${wanted} in a variables file, or write the value itself.`,
        }),
      ),
  );
}

function namesIn(value: TemplateInput | undefined): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((item: TemplateInput) => namesIn(item)))];
  if (typeof value !== "string") return [];
  const found = [...value.matchAll(EXPRESSION)].flatMap(([, name = "", rest = ""]) =>
    CONSTANTS.has(name) || /\|\s*(?:default|d)\b/.test(rest) ? [] : [name],
  );
  return [...new Set(found)];
}
