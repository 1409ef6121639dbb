import { type Check, figureBelow, finding } from "#lib/health/check.ts";
import type { HealthCheck } from "#lib/health/schema.ts";
import { writeCount } from "#lib/health/write-figure.ts";
import type { ObservedInstance } from "#lib/topology/schema.ts";
import { followsAReplica } from "./follows-a-replica.ts";

/** Enough replicas are there to take over, and for the master to accept writes. */
export const checkRedundancy: Check = ({ instances, sentinels, kind }, expected) => {
  const isPromoted = kind === "sentinel";
  // Of a chain the sentinels know the first link alone.
  const inStep = instances.filter((one) => isInStep(one) && !(isPromoted && followsAReplica(one, instances)));
  const wanted = expected.replicas ?? (isPromoted ? 1 : undefined);
  // Who has neither answered nor failed to may be in step.
  const isEarly =
    instances.some(({ figures, silence }) => figures === null && silence === null) ||
    (instances.length === 0 && sentinels.some(({ lastSeenAt, silence }) => lastSeenAt === null && silence === null));
  if (wanted === undefined || (isEarly && inStep.length < wanted)) return instances.flatMap(checkMinReplicas);
  const isBarred = isPromoted && inStep.length > 0 && inStep.every(isNeverPromoted);
  return [
    isBarred ? noneMayBe(inStep.length, wanted) : checkCount(inStep.length, wanted),
    ...instances.flatMap(checkMinReplicas),
  ];
};

function isNeverPromoted({ figures }: ObservedInstance): boolean {
  return figures?.replication.priority === 0;
}

function isInStep({ role, figures }: ObservedInstance): boolean {
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

function noneMayBe(inStep: number, wanted: number): HealthCheck {
  return finding({
    id: "replicas",
    state: wanted === 0 ? "ok" : "critical",
    value: `0 of ${wanted}`,
    threshold: `warning below ${wanted}, critical at 0`,
    headline: "no replica may take over: all have replica-priority 0",
    meaning: `${writeCount(inStep, "replica")} in step, and the sentinels promote none of priority 0. If the master fails, nothing takes its place.`,
    advice: "Give at least one replica another replica-priority.",
    figures: [figureBelow("usable_replicas", 0, { warning: wanted, critical: Math.min(1, wanted) })],
  });
}

function checkMinReplicas({ role, figures, address, setup }: ObservedInstance): HealthCheck[] {
  const good = figures?.replication.goodReplicas ?? null;
  if (role !== "master" || good === null) return [];
  const told = setup?.minReplicas ?? null;
  // Without the configuration only this is sure: it takes at least one.
  const needed = told === null || told === 0 ? 1 : told;
  const isRefusing = good < needed;
  return [
    finding({
      id: "min-replicas",
      instance: address,
      state: isRefusing ? "critical" : "ok",
      value: told === null ? writeCount(good, "good replica") : `${good} of ${needed}`,
      threshold: `critical below ${needed}`,
      headline:
        good === 0
          ? `master ${address} refuses writes: no replica is in step`
          : `master ${address} refuses writes: ${good} of ${needed} needed replicas are in step`,
      meaning: isRefusing
        ? `min-replicas-to-write is ${told === null ? "set" : needed}, and fewer replicas have answered within min-replicas-max-lag.`
        : "So many replicas count for min-replicas-to-write.",
      figures: [figureBelow("good_replicas", good, { critical: needed })],
    }),
  ];
}
