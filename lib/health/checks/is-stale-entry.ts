import type { Observation, ObservedInstance } from "#lib/topology/schema.ts";

/** A replica that only the sentinels remember: every one of them has it as down, and the console has never seen it. */
export function isStaleEntry(instance: ObservedInstance, { sentinels, masterAddress }: Observation): boolean {
  if (instance.figuresAt !== null || instance.address === masterAddress) return false;
  const views = sentinels.flatMap(({ replicas }) => replicas.filter(({ address }) => address === instance.address));
  return views.length > 0 && views.every(({ flags }) => flags.includes("s_down"));
}
