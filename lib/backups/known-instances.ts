import { isDomainError } from "#lib/errors.ts";
import { joinAddress } from "#lib/redis/address.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { parseInfo } from "#lib/redis/parse-info.ts";

/** The data instances of a deployment: those that its configuration names, and the master with the replicas it has. */
export async function knownInstances(connections: DeploymentConnections): Promise<string[]> {
  const { config } = connections;
  const managed = config.instances.flatMap(({ kind, host, port }) =>
    kind === "redis" ? (joinAddress(host.replace(/^\[|\]$/g, ""), port) ?? []) : [],
  );
  const own = config.kind === "standalone" ? [config.address] : [];
  return [...new Set([...own, ...(await namedByMaster(connections)), ...managed])];
}

async function namedByMaster(connections: DeploymentConnections): Promise<string[]> {
  try {
    const handle = await connections.master(0, "read");
    const { replication } = parseInfo(await handle.run("INFO", (redis) => redis.info("replication")));
    return [handle.address, ...replication.replicas.map(({ address }) => address)];
  } catch (thrown) {
    // Without a master, what is configured is all that is known.
    if (isDomainError(thrown)) return [];
    throw thrown;
  }
}
