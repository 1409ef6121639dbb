import { checkClients } from "#lib/health/checks/check-clients.ts";
import { agreementSentence, checkFailover } from "#lib/health/checks/check-failover.ts";
import { checkLiveness } from "#lib/health/checks/check-liveness.ts";
import { checkMaster } from "#lib/health/checks/check-master.ts";
import { checkMemory } from "#lib/health/checks/check-memory.ts";
import { checkPersistence } from "#lib/health/checks/check-persistence.ts";
import { checkRedundancy } from "#lib/health/checks/check-redundancy.ts";
import { checkReplication } from "#lib/health/checks/check-replication.ts";
import { checkSentinels } from "#lib/health/checks/check-sentinels.ts";
import { checkServer } from "#lib/health/checks/check-server.ts";
import { checkSetup } from "#lib/health/checks/check-setup.ts";
import { checkTraffic } from "#lib/health/checks/check-traffic.ts";
import type { Observation } from "#lib/topology/schema.ts";
import { type Check, type Expectations, worstOf } from "./check.ts";
import type { HealthCheck, HealthReport, HealthState } from "./schema.ts";
import { writeCount } from "./write-figure.ts";

/** In the order in which one explains the other: the first of the worst is what the sentence says. */
const CHECKS: readonly Check[] = [
  checkMaster,
  checkSentinels,
  checkFailover,
  checkLiveness,
  checkRedundancy,
  checkReplication,
  checkPersistence,
  checkMemory,
  checkClients,
  checkTraffic,
  checkSetup,
  checkServer,
];

const WORDS = { ok: "OK", warning: "Warning", critical: "Critical", unknown: "Unknown" } as const satisfies Record<
  HealthState,
  string
>;

/** A pure judgement of one snapshot. */
export function judge(observed: Observation, expected: Expectations): HealthReport {
  const seen = onlyFresh(observed);
  const checks = CHECKS.flatMap((check) => check(seen, expected));
  return sumUp(checks, wellSentence(seen));
}

/** The worst of the checks, and a sentence for it: `well` when nothing is wrong. */
export function sumUp(checks: HealthCheck[], well: string): HealthReport {
  // What cannot be known is shown, but it makes nothing worse: only what is wrong does. Without a master seen, or
  // anything at all, nothing is well either.
  const known = checks.filter((check) => check.state !== "unknown");
  const isUntold = known.length === 0 || checks.some(({ id, state }) => id === "one-master" && state === "unknown");
  const worst = worstOf(known.map((check) => check.state));
  const state = worst === "ok" && isUntold ? "unknown" : worst;
  const wrong = checks.filter((check) => check.state === state);
  return { state, sentence: state === "ok" ? well : wrongSentence(state, wrong), checks };
}

/** What an instance said before it fell silent is shown, but not judged. */
function onlyFresh(observed: Observation): Observation {
  const instances = observed.instances.map((one) => (one.silence === null ? one : { ...one, figures: null }));
  return { ...observed, instances };
}

/** The worst of what concerns one instance or sentinel. */
export function stateOf(address: string, checks: readonly HealthCheck[]): HealthState {
  return worstOf(checks.filter(({ instance }) => instance === address).map(({ state }) => state));
}

function wrongSentence(state: HealthState, [first, ...others]: HealthCheck[]): string {
  const more = others.length === 0 ? "" : `, and ${others.length} more`;
  return `${WORDS[state]}: ${first?.headline ?? "nothing is known yet"}${more}.`;
}

export function wellSentence(seen: Observation): string {
  const replicas = seen.instances.filter(({ role }) => role === "replica").length;
  const parts = [
    seen.masterAddress === null ? "the master" : `master ${seen.masterAddress}`,
    ...(replicas === 0 ? [] : [`${writeCount(replicas, "replica")} in step`]),
    ...(seen.kind === "sentinel" ? [agreementSentence(seen)] : []),
  ];
  return `OK: ${parts.join(", ")}.`;
}
