import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { DomainError } from "#lib/errors.ts";
import { applyEdits } from "#lib/preview/edits.ts";
import { withRequiredSecrets } from "#lib/preview/mask-variables.ts";
import { type Preview, previewFile } from "#lib/preview/preview-file.ts";
import type { PreviewInput } from "#lib/preview/schema.ts";
import type { TemplateInput } from "#lib/render/ansible/template-input.ts";
import type { TemplateName } from "#lib/render/variables/template-variable.ts";
import { deploymentEnvironments } from "./deployment-environments.ts";
import { deploymentFacts } from "./deployment-facts.ts";
import type { Environment } from "./list-environments.ts";
import { templateSource } from "./template-source.ts";

type Variables = ReadonlyMap<string, TemplateInput>;
type Asked = Omit<PreviewInput, "deployment">;

/** The same preview as in the browser, made here from the server's own files and what somebody tries out. */
export function previewFor(config: DeploymentConfig, asked: Asked): Preview {
  const variables = variablesFor(findEnvironment(config, asked.environment), asked);
  return previewOf(config, asked.template, variables);
}

export function previewOf(config: DeploymentConfig, template: TemplateName, variables: Variables): Preview {
  return previewFile({ template, source: templateSource(template), variables, facts: deploymentFacts(config) });
}

/** The environment, what the instance has of its own, and what somebody tries out, one upon the other. */
export function variablesFor(environment: Environment, { template, host, edits }: Asked): Variables {
  const layers = new Map([...environment.variables, ...(environment.hosts.get(host ?? "") ?? [])]);
  return withRequiredSecrets(applyEdits(layers, edits).variables, template);
}

export function findEnvironment(config: DeploymentConfig, name: string): Environment {
  const environments = deploymentEnvironments(config);
  const found = environments.find((environment) => environment.name === name);
  if (found !== undefined) return found;
  throw new DomainError("NOT_FOUND", "There is no environment of that name.", {
    advice: `There is: ${environments.map((environment) => environment.name).join(", ")}.`,
  });
}
