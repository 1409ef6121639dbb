import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { judge } from "#lib/health/judge.ts";
import type { DeploymentLook } from "./look-at-deployment.ts";
import type { SentinelLook } from "./look-at-sentinel.ts";
import type { DeploymentMemory } from "./memory-of-deployment.ts";
import type { SentinelSnapshot, Topology } from "./schema.ts";
import { toInstance } from "./to-instance.ts";

const ROLE_ORDER = { master: 0, replica: 1, unknown: 2 };

/** One look, put in order and judged. */
export function toTopology(
  deployment: string,
  config: DeploymentConfig,
  look: DeploymentLook,
  memory: DeploymentMemory,
): Topology {
  const instances = look.instances
    .map((one) => toInstance(config, look, memory, one))
    .sort(
      (a, b) => ROLE_ORDER[a.role] - ROLE_ORDER[b.role] || a.address.localeCompare(b.address, "en", { numeric: true }),
    );
  const masters = instances.filter(({ role, silence }) => role === "master" && silence === null);
  const seen: Topology = {
    deployment,
    kind: config.kind,
    masterName: config.kind === "sentinel" ? config.masterName : null,
    at: look.at,
    health: { state: "unknown", sentence: "", checks: [] },
    masterAddress: look.masterAddress ?? masters[0]?.address ?? null,
    isFailoverUnderWay: look.sentinels.some(
      ({ view }) => view?.master?.flags.isFailoverInProgress === true || view?.master?.flags.isOdown === true,
    ),
    instances,
    sentinels: look.sentinels.map(toSentinel),
  };
  const health = judge(seen, config);
  const worstOf = (address: string) =>
    health.checks.filter(({ instance }) => instance === address).map(({ state }) => state);
  return {
    ...seen,
    health,
    instances: instances.map((one) => ({ ...one, state: worst(worstOf(one.address), one.silence === null) })),
    sentinels: seen.sentinels.map((one) => ({ ...one, state: worst(worstOf(one.address), one.silence === null) })),
  };
}

function toSentinel({ address, view, silence }: SentinelLook): SentinelSnapshot {
  const master = view?.master;
  const flags = master?.flags;
  return {
    address,
    state: "unknown",
    masterAddress: master?.address ?? null,
    epoch: master?.configEpoch ?? null,
    flags: [
      ...(flags?.isSdown ? ["s_down"] : []),
      ...(flags?.isOdown ? ["o_down"] : []),
      ...(flags?.isFailoverInProgress ? ["failover_in_progress"] : []),
    ],
    isTilt: view?.isTilt ?? null,
    quorum: master?.quorum ?? null,
    isQuorumOk: view === null ? null : view.quorum.isOk,
    quorumReply: view === null ? null : view.quorumReply,
    knownSentinels: master?.otherSentinels === undefined ? null : master.otherSentinels + 1,
    knownReplicas: master?.replicas ?? null,
    silence,
  };
}

function worst(
  states: readonly ("ok" | "warning" | "critical" | "unknown")[],
  isHeard: boolean,
): "ok" | "warning" | "critical" | "unknown" {
  for (const state of ["critical", "warning", "unknown"] as const) if (states.includes(state)) return state;
  return isHeard ? "ok" : "unknown";
}
