import { z } from "zod";
import { defineOperation } from "#lib/operation.ts";
import type { ConfigSources } from "#lib/preview/schema.ts";
import { writeWire } from "#lib/preview/variables-wire.ts";
import { deploymentEnvironments } from "./deployment-environments.ts";
import { deploymentFacts } from "./deployment-facts.ts";
import { templateSource } from "./template-source.ts";

/** Templates and variables for the preview; no secret among them. */
export const getConfigSources = defineOperation({
  name: "config.sources",
  summary: "preview configuration files",
  kind: "read",
  roles: ["engineer", "sre"],
  input: z.strictObject({ deployment: z.string() }),
  async run({ services }, { deployment }): Promise<ConfigSources> {
    const { config } = services.deployments.get(deployment);
    const facts = deploymentFacts(config);
    return {
      ...facts,
      sentinels: facts.sentinels ?? null,
      replicas: facts.replicas ?? null,
      templates: { redis: templateSource("redis"), sentinel: templateSource("sentinel") },
      environment: config.configuration.environment ?? null,
      environments: deploymentEnvironments(config).map(({ hosts, variables, problems, ...environment }) => ({
        ...environment,
        variables: writeWire(variables),
        hosts: [...hosts].map(([name, own]) => ({ name, variables: writeWire(own) })),
        problems: [...problems],
      })),
    };
  },
});
