import { wellSentence } from "#lib/health/judge.ts";
import type { HealthCheck } from "#lib/health/schema.ts";
import { writeCount, writeNumber } from "#lib/health/write-figure.ts";
import type { Observation } from "#lib/topology/schema.ts";
import type { Plan } from "./plan.ts";

/** What is well, in the terms of what was asked. */
export function sentenceWhenWell(plan: Plan, seen: Observation, checks: HealthCheck[]): string {
  if (plan.checkType === null) return wellSentence(seen);
  if (plan.config.kind === "sentinel") return sentinelSentence(seen);
  const { address } = plan.config;
  const target = seen.instances.find((one) => one.address === address);
  if (target === undefined) return wellSentence(seen);
  const name = `${target.role === "unknown" ? "instance" : target.role} ${address}`;
  if (plan.sections.includes("liveness")) {
    const time = target.pingMs === null ? "" : ` in ${writeNumber(target.pingMs)} ms`;
    const well = checks.filter(({ state }) => state === "ok").length;
    return `OK: ${name} answers${time}, and ${writeCount(well, "check")} ${well === 1 ? "is" : "are"} ok.`;
  }
  const follows = target.figures?.replication.masterAddress;
  return target.role === "replica" ? `OK: ${name} follows ${follows ?? "its master"}.` : wellSentence(seen);
}

function sentinelSentence({ masterAddress, sentinels }: Observation): string {
  const [sentinel] = sentinels;
  const replicas = writeCount(sentinel?.knownReplicas ?? 0, "replica");
  return `OK: sentinel ${sentinel?.address} has the master ${masterAddress ?? "nowhere"} and ${replicas}.`;
}
