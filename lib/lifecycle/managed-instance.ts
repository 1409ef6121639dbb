import type { ManagedInstance } from "#lib/config/deployment-schema.ts";
import { DomainError } from "#lib/errors.ts";
import { joinAddress } from "#lib/redis/address.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";

/** The process of that name: paths, ports and users come from the configuration and from nowhere else. */
export function managedNamed({ config, name: deployment }: DeploymentConnections, name: string): ManagedInstance {
  const found = config.instances.find((instance) => instance.name === name);
  if (found !== undefined) return found;
  const names = config.instances.map((instance) => instance.name).join(", ");
  throw new DomainError("NOT_FOUND", `The deployment ${deployment} manages no instance of that name.`, {
    advice: names === "" ? "Its configuration lists no instances." : `It manages: ${names}.`,
  });
}

export function addressOf({ host, port }: ManagedInstance): string {
  return joinAddress(host.replace(/^\[|\]$/g, ""), port) ?? `${host}:${port}`;
}
