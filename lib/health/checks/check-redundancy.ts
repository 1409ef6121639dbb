import { type Check, figureBelow, finding } from "#lib/health/check.ts";
import type { HealthCheck } from "#lib/health/schema.ts";
import { writeCount } from "#lib/health/write-figure.ts";
import type { ObservedInstance } from "#lib/topology/schema.ts";

/** Enough replicas are there to take over, and for the master to accept writes. */
export const checkRedundancy: Check = ({ instances, kind }, expected) => {
  const usable = instances.filter(isUsableReplica).length;
  const wanted = expected.replicas ?? (kind === "sentinel" ? 1 : undefined);
  const checks = wanted === undefined ? [] : [checkCount(usable, wanted)];
  return [...checks, ...instances.flatMap(checkMinReplicas)];
};

function isUsableReplica({ role, figures }: ObservedInstance): boolean {
  return role === "replica" && figures?.replication.isLinkUp === true && !figures.replication.isSyncing;
}

function checkCount(usable: number, wanted: number): HealthCheck {
  return finding({
    id: "replicas",
    state: usable >= wanted ? "ok" : usable === 0 ? "critical" : "warning",
    value: `${usable} of ${wanted}`,
    threshold: `warning below ${wanted}, critical at 0`,
    headline:
      usable === 0
        ? "no replica could take over"
        : `only ${usable} of ${writeCount(wanted, "expected replica")} could take over`,
    meaning:
      usable === 0 ? "If the master fails, nothing takes its place." : "Replicas whose link to the master is up.",
    figures: [figureBelow("usable_replicas", usable, { warning: wanted, critical: Math.min(1, wanted) })],
  });
}

function checkMinReplicas({ role, figures, address }: ObservedInstance): HealthCheck[] {
  const good = figures?.replication.goodReplicas ?? null;
  if (role !== "master" || good === null) return [];
  return [
    finding({
      id: "min-replicas",
      instance: address,
      state: good === 0 ? "critical" : "ok",
      value: writeCount(good, "good replica"),
      threshold: "critical at 0",
      headline: `master ${address} refuses writes: no replica is in step`,
      meaning:
        good === 0
          ? "min-replicas-to-write is set, and no replica has answered within min-replicas-max-lag."
          : "So many replicas count for min-replicas-to-write.",
      figures: [figureBelow("good_replicas", good, { critical: 1 })],
    }),
  ];
}
