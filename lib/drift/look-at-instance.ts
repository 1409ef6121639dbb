import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { parseConfigFile } from "#lib/directives/parse-config-file.ts";
import { readSettings, type Setting } from "#lib/directives/read-settings.ts";
import type { Environment } from "#lib/environments/list-environments.ts";
import { DomainError, isDomainError } from "#lib/errors.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { isThisHost, readHostFile } from "./read-host-file.ts";

type Settings = ReadonlyMap<string, Setting>;
type Managed = DeploymentConfig["instances"][number];

/** One instance as it is: what it answers and what the file on its host says. */
export interface SeenInstance {
  readonly address: string;
  readonly managed: Managed | undefined;
  /** Its own file of variables. */
  readonly host: string | undefined;
  readonly live: ReadonlyMap<string, string> | undefined;
  readonly silence: { message: string; advice: string } | undefined;
  readonly onHost: Settings | undefined;
  readonly withoutHostFile: string | undefined;
}

export async function lookAtInstance(
  connections: DeploymentConnections,
  environment: Environment,
  address: string,
  tag: (secret: string) => string,
): Promise<SeenInstance> {
  const managed = connections.config.instances.find(
    ({ kind, host, port }) => kind === "redis" && `${host}:${port}` === address,
  );
  const host = hostOf(environment, managed, address);
  const file = hostFile(managed);
  const seen = { address, managed, host, ...file };
  try {
    const live = await connections.instanceConfig(address, tag);
    if (live === undefined) throw noUser();
    return { ...seen, live, silence: undefined };
  } catch (thrown) {
    if (!isDomainError(thrown)) throw thrown;
    return { ...seen, live: undefined, silence: { message: thrown.message, advice: thrown.advice } };
  }
}

/** By the name that the console's configuration has for it, its address, or its host. */
function hostOf({ hosts }: Environment, managed: Managed | undefined, address: string): string | undefined {
  const host = address.slice(0, address.lastIndexOf(":"));
  return [managed?.name, address, address.replace(":", "_"), host].find(
    (name) => name !== undefined && hosts.has(name),
  );
}

function hostFile(managed: Managed | undefined): Pick<SeenInstance, "onHost" | "withoutHostFile"> {
  if (managed === undefined)
    return { onHost: undefined, withoutHostFile: "The console's configuration does not say where its file is." };
  if (!isThisHost(managed.host))
    return { onHost: undefined, withoutHostFile: "Its file is on another host, where the console does not read." };
  const file = readHostFile(managed.configFile);
  if ("reason" in file) return { onHost: undefined, withoutHostFile: file.reason };
  return { onHost: readSettings(parseConfigFile(file.text)), withoutHostFile: undefined };
}

function noUser(): DomainError {
  return new DomainError("FORBIDDEN", "The deployment has no Redis user for CONFIG GET.", {
    advice:
      "An operator can set users.configReader of the deployment; docs/redis-users.md has the line for the ACL file.",
  });
}
