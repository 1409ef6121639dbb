import { isDomainError } from "#lib/errors.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";

/** Never there, so deleting it changes nothing; yet a replica, or a master that may not write, refuses. */
const PROBE_KEY = "redis-console:write-probe";

/** Why an instance does not take writes; undefined when it does, or when no user is there to ask with. */
export async function refusalOfWrites(
  connections: DeploymentConnections,
  address: string,
): Promise<string | undefined> {
  if (connections.config.users.failover === undefined) return undefined;
  try {
    const handle = await connections.instance(address, 0, "failover");
    await handle.run("UNLINK", (redis) => redis.unlink(PROBE_KEY));
    return undefined;
  } catch (thrown) {
    if (isDomainError(thrown)) return thrown.message;
    throw thrown;
  }
}
