import { REDIS_NETWORK_VARIABLES } from "./redis-network-variables.ts";
import { REDIS_SERVER_VARIABLES } from "./redis-server-variables.ts";
import { SENTINEL_VARIABLES } from "./sentinel-variables.ts";
import type { TemplateName, TemplateVariable } from "./template-variable.ts";

/** Every variable of both templates: the form, the checks and the documentation come from it. */
export const TEMPLATE_VARIABLES: readonly TemplateVariable[] = [
  ...REDIS_SERVER_VARIABLES,
  ...REDIS_NETWORK_VARIABLES,
  ...SENTINEL_VARIABLES,
];

export function variablesOf(template: TemplateName): readonly TemplateVariable[] {
  return TEMPLATE_VARIABLES.filter((variable) => variable.template === template);
}
