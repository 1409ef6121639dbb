import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { refusalOfWrites } from "./refusal-of-writes.ts";
import { lookAtData } from "./take-stock.ts";

/** After a failover that was not carried out: what is so, in a sentence. */
export async function proveUnchanged(connections: DeploymentConnections, master: string): Promise<string> {
  const [{ seen, silence }, refusal] = await Promise.all([
    lookAtData(connections, master),
    refusalOfWrites(connections, master),
  ]);
  if (seen === undefined) return `${master} does not answer: ${silence} Whether it still is the master is not known.`;
  if (seen.replication.role !== "master") return `${master} is a replica now, so the Sentinels have switched.`;
  return refusal === undefined
    ? `Nothing was switched: ${master} is the master and takes writes.`
    : `Nothing was switched: ${master} is the master, and does not take writes: ${refusal}`;
}
