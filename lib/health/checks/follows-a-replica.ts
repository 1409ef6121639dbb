import type { ObservedInstance } from "#lib/topology/schema.ts";

/** A replica of a replica: the sentinels learn of it from nobody, for they ask the master alone. */
export function followsAReplica({ figures }: ObservedInstance, instances: readonly ObservedInstance[]): boolean {
  const follows = figures?.replication.masterAddress ?? null;
  return follows !== null && instances.some(({ address, role }) => address === follows && role === "replica");
}
