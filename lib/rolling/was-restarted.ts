import { managedNamed } from "#lib/lifecycle/managed-instance.ts";
import { seeServer } from "#lib/lifecycle/see-server.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import type { RoundStop } from "./schema.ts";

/** By the server's own word of how long it has been up, which is in whole seconds. */
export async function wasRestarted(
  connections: DeploymentConnections,
  { name }: RoundStop,
  begunAt: number,
  now: number,
): Promise<boolean> {
  const { sight } = await seeServer(connections, managedNamed(connections, name));
  return sight.uptimeSeconds !== null && now - (sight.uptimeSeconds + 1) * 1_000 > begunAt;
}
