import { join } from "node:path";
import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { type Environment, listEnvironments } from "./list-environments.ts";
import { templateFolder } from "./template-source.ts";

/** Those of the configured folder, then the samples that the console comes with. */
export function deploymentEnvironments({ configuration }: DeploymentConfig): Environment[] {
  const own = configuration.folder === undefined ? [] : listEnvironments(configuration.folder);
  const samples = listEnvironments(join(templateFolder(), "environments"));
  return [...own, ...samples.filter(({ name }) => own.every((environment) => environment.name !== name))];
}
