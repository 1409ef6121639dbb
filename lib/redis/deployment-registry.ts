import type { ConsoleConfig } from "#lib/config/schema.ts";
import { DomainError } from "#lib/errors.ts";
import type { ReadSecret } from "./client-options.ts";
import { createConnections } from "./create-connections.ts";
import type { DeploymentConnections, DeploymentRegistry } from "./deployment-connections.ts";

export function createDeploymentRegistry(
  deployments: ConsoleConfig["deployments"],
  { readSecret }: { readSecret: ReadSecret },
): DeploymentRegistry {
  const opened = new Map<string, DeploymentConnections>(
    Object.entries(deployments).map(([name, config]) => [name, createConnections(name, config, readSecret)]),
  );
  const names = [...opened.keys()];
  return {
    names,
    get(name) {
      const connections = opened.get(name);
      if (connections !== undefined) return connections;
      throw new DomainError("NOT_FOUND", "There is no deployment of that name.", {
        advice: `There is: ${names.join(", ")}.`,
      });
    },
    async close() {
      await Promise.all([...opened.values()].map((connections) => connections.close()));
    },
  };
}
