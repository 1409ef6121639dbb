import { findProblems } from "#lib/findings/find-problems.ts";
import type { DeploymentFacts } from "#lib/findings/rule.ts";
import type { Finding } from "#lib/findings/schema.ts";
import type { TemplateInput } from "#lib/render/ansible/template-input.ts";
import type { LineOrigin } from "#lib/render/origin-trace.ts";
import { tryRenderTemplate } from "#lib/render/render-template.ts";
import { checkVariable } from "#lib/render/variables/check-variable.ts";
import type { TemplateName } from "#lib/render/variables/template-variable.ts";
import { variablesOf } from "#lib/render/variables/template-variables.ts";
import { placeholdersOf, withRequiredSecrets } from "./mask-variables.ts";
import { findUndefinedNames } from "./undefined-names.ts";

export interface PreviewRequest {
  readonly template: TemplateName;
  /** The template's text. */
  readonly source: string;
  /** Without secrets: placeholders stand for them. */
  readonly variables: ReadonlyMap<string, TemplateInput>;
  readonly facts: DeploymentFacts;
}

export type Preview =
  | {
      readonly ok: true;
      readonly text: string;
      readonly origins: readonly LineOrigin[];
      readonly findings: readonly Finding[];
    }
  | { readonly ok: false; readonly line: number | undefined; readonly reason: string; readonly isRefused: boolean };

/** A template takes a few thousand steps: what takes more than this is a variable that runs away. */
const LIMITS = { steps: 100_000, characters: 400_000 };

/** The file that Ansible would write, with placeholders for secrets, and what there is to say about it. */
export function previewFile({ template, source, variables, facts }: PreviewRequest): Preview {
  const given = withRequiredSecrets(variables, template);
  const origins = new Set([...variablesOf(template).map(({ name }) => name), ...given.keys()]);
  const result = tryRenderTemplate({ template: source, variables: given, origins, limits: LIMITS });
  if (result.outcome !== "rendered")
    return { ok: false, line: result.line, reason: result.reason, isRefused: result.outcome === "refused" };
  const findings = findProblems({ template, text: result.text, facts, placeholders: placeholdersOf(given) });
  const undefinedNames = findUndefinedNames(template, given);
  const errors = findings.filter(({ severity }) => severity === "error");
  const others = findings.filter(({ severity }) => severity !== "error");
  return {
    ok: true,
    text: result.text,
    origins: result.origins ?? [],
    findings: [...errors, ...undefinedNames, ...others],
  };
}

/** What the schema says about the values, by name. */
export function checkVariables(
  template: TemplateName,
  variables: ReadonlyMap<string, TemplateInput>,
): ReadonlyMap<string, string> {
  const given = withRequiredSecrets(variables, template);
  return new Map(
    variablesOf(template).flatMap((variable) => {
      const wrong = variable.secret ? undefined : checkVariable(variable, given.get(variable.name));
      return wrong === undefined ? [] : [[variable.name, wrong]];
    }),
  );
}
