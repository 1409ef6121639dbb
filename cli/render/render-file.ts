import { DomainError } from "#lib/errors.ts";
import { VAULTED } from "#lib/preview/read-variables.ts";
import { tryRenderTemplate } from "#lib/render/render-template.ts";
import type { TemplateName } from "#lib/render/variables/template-variable.ts";
import { collectVariables, isVaulted } from "./collect-variables.ts";
import { findTemplate } from "./find-template.ts";
import type { RenderArguments } from "./read-arguments.ts";

export interface RenderedFile {
  readonly text: string;
  readonly name: TemplateName | undefined;
}

export function renderFile(asked: RenderArguments): RenderedFile {
  const { source, name, shown, includes } = findTemplate(asked.template);
  const variables = collectVariables({ files: asked.vars, env: asked.env, template: name, environment: process.env });
  const result = tryRenderTemplate({ template: source, variables, includes });
  if (result.outcome !== "rendered") {
    const where = result.line === undefined ? shown : `${shown}:${result.line}`;
    const why = result.outcome === "refused" ? "What Ansible would write is not known for certain: " : "";
    throw new DomainError("INVALID_INPUT", `${why}${result.reason}`, { where });
  }
  if (result.text.includes(VAULTED)) {
    const closed = [...variables].filter(([, value]) => isVaulted(value)).map(([variable]) => variable);
    throw new DomainError("INVALID_INPUT", `A vault stays closed here: give ${closed.join(", ")} in the environment.`, {
      where: shown,
    });
  }
  return { text: result.text, name };
}
