import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { refusalOfWrites } from "./refusal-of-writes.ts";
import { lookAtData } from "./take-stock.ts";

const twoMasters = (master: string, heirs: readonly string[]) =>
  `${heirs.join(", ")} calls itself the master too, so the switch may still come: ${master} still is one`;

/** After a failover that was not carried out: what is so, in a sentence. */
export async function proveUnchanged(
  connections: DeploymentConnections,
  master: string,
  candidates: readonly string[],
): Promise<string> {
  const [{ seen, silence }, refusal, ...sights] = await Promise.all([
    lookAtData(connections, master),
    refusalOfWrites(connections, master),
    ...candidates.map((address) => lookAtData(connections, address)),
  ]);
  if (seen === undefined) return `${master} does not answer: ${silence} Whether it still is the master is not known.`;
  if (seen.replication.role !== "master") return `${master} is a replica now, so the Sentinels have switched.`;
  const heirs = sights.filter(({ seen: one }) => one?.replication.role === "master").map(({ address }) => address);
  const is = heirs.length === 0 ? `Nothing was switched: ${master} is the master` : twoMasters(master, heirs);
  return refusal === undefined ? `${is} and takes writes.` : `${is}, and does not take writes: ${refusal}`;
}
