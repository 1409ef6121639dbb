import type { Observation, ObservedInstance } from "#lib/topology/schema.ts";
import type { Section } from "./check-types.ts";
import { isAsked } from "./is-asked.ts";
import type { Plan } from "./plan.ts";
import { snakeKeys } from "./snake-keys.ts";

/** What the judgement of a section was made from. */
export function sectionData(section: Section, plan: Plan, seen: Observation): unknown {
  if (section === "sentinel_master_status") return masterData(seen);
  if (section === "sentinel_slaves_status") return { replicas: replicaData(seen) };
  const asked = seen.instances.filter(({ address }) => isAsked(address, section, plan));
  if (section === "liveness") return { instances: asked.map(livenessData) };
  return { instances: asked.flatMap((one) => (section === "replication" ? replicationData(one) : summaryData(one))) };
}

function livenessData({ address, role, pingMs, silence }: ObservedInstance) {
  return { address, role, answers: silence === null, ping_ms: pingMs, reason: silence?.message ?? null };
}

function replicationData({ address, role, figures, silence }: ObservedInstance) {
  if (figures === null || silence !== null) return [];
  return [{ address, role, ...snakeKeys(figures.replication) }];
}

function summaryData({ address, role, figures, silence }: ObservedInstance) {
  if (figures === null || silence !== null) return [];
  const { replication: _, ...rest } = figures;
  return [{ address, role, ...snakeKeys(rest) }];
}

function masterData({ masterName, masterAddress, isFailoverUnderWay, sentinels }: Observation) {
  return {
    name: masterName,
    address: masterAddress,
    is_failover_under_way: isFailoverUnderWay,
    sentinels: sentinels.map(({ replicas: _, peers: __, silence, ...rest }) => ({
      ...snakeKeys(rest),
      answers: silence === null,
      reason: silence?.message ?? null,
    })),
  };
}

function replicaData({ sentinels }: Observation) {
  return sentinels.flatMap(({ address: sentinel, replicas, silence }) =>
    silence === null ? replicas.map((replica) => ({ sentinel, ...snakeKeys(replica) })) : [],
  );
}
