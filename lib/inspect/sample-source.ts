import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { parseRole } from "#lib/redis/parse-role.ts";
import type { BigKeySample } from "./schema.ts";

/** Whoever asks about the master is answered by a replica where there is one: it has the same keys, and time. */
export async function sampleSource(
  connections: DeploymentConnections,
  instance: string,
): Promise<BigKeySample["source"]> {
  const handle = await connections.instance(instance);
  const role = parseRole(await handle.run("ROLE", (redis) => redis.role()));
  if (role?.role === "replica") return { address: handle.address, role: "replica" };
  const replica = await connections.replica(0);
  return replica === undefined
    ? { address: handle.address, role: "master" }
    : { address: replica.address, role: "replica" };
}
