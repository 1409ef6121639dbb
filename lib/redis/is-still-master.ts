import type { DeploymentConnections } from "./deployment-connections.ts";

/** Whether the server that was written to is the master now; the proof is a new question to the Sentinels, not a memory. */
export async function isStillMaster(connections: DeploymentConnections, db: number, runId: string): Promise<boolean> {
  const master = await connections.master(db, "write");
  // Without INFO every connection counts as another server; then the work itself is all there is.
  return master.runId === runId || runId.startsWith("unknown-");
}
