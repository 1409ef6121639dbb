import type { DeploymentConnections, RedisHandle } from "./deployment-connections.ts";

/** An instance to read from, and what it was when it was chosen. */
export interface ReadingSource {
  readonly handle: RedisHandle;
  readonly role: "master" | "replica";
}

/** The verified master, for proof; else a replica where there is one. */
export async function readingSource(
  connections: DeploymentConnections,
  db: number,
  from: ReadingSource["role"],
): Promise<ReadingSource> {
  const replica = from === "replica" ? await connections.replica(db) : undefined;
  if (replica !== undefined) return { handle: replica, role: "replica" };
  return { handle: await connections.master(db, "read"), role: "master" };
}
