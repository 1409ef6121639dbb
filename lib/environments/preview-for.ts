import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { DomainError } from "#lib/errors.ts";
import { applyEdits } from "#lib/preview/edits.ts";
import { type Preview, previewFile } from "#lib/preview/preview-file.ts";
import type { PreviewInput } from "#lib/preview/schema.ts";
import type { TemplateInput } from "#lib/render/ansible/template-input.ts";
import { deploymentEnvironments } from "./deployment-environments.ts";
import { deploymentFacts } from "./deployment-facts.ts";
import type { Environment } from "./list-environments.ts";
import { templateSource } from "./template-source.ts";

type Asked = Pick<PreviewInput, "template" | "environment" | "edits"> & { readonly host: string | null };

/** The same preview as in the browser, made here from the server's own files and what somebody tries out. */
export function previewFor(config: DeploymentConfig, asked: Asked): Preview {
  return previewFile({
    template: asked.template,
    source: templateSource(asked.template),
    variables: applyEdits(layersFor(findEnvironment(config, asked.environment), asked.host), asked.edits).variables,
    facts: deploymentFacts(config),
  });
}

export function findEnvironment(config: DeploymentConfig, name: string): Environment {
  const environments = deploymentEnvironments(config);
  const found = environments.find((environment) => environment.name === name);
  if (found !== undefined) return found;
  throw new DomainError("NOT_FOUND", "There is no environment of that name.", {
    advice: `There is: ${environments.map((environment) => environment.name).join(", ")}.`,
  });
}

function layersFor(environment: Environment, host: string | null): ReadonlyMap<string, TemplateInput> {
  return new Map([...environment.variables, ...(environment.hosts.get(host ?? "") ?? [])]);
}
