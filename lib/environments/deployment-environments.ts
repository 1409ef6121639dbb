import { join } from "node:path";
import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { type Environment, listEnvironments } from "./list-environments.ts";
import { templateFolder } from "./template-source.ts";

/** Those of the configured folder, or the samples that the console comes with. */
export function deploymentEnvironments({ configuration }: DeploymentConfig): Environment[] {
  return listEnvironments(configuration.folder ?? join(templateFolder(), "environments"));
}
