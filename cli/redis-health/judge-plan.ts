import { judge, sumUp } from "#lib/health/judge.ts";
import type { HealthCheck, HealthReport } from "#lib/health/schema.ts";
import type { Observation } from "#lib/topology/schema.ts";
import { replicasBySentinels } from "./by-sentinels.ts";
import { SECTIONS_OF, type Section } from "./check-types.ts";
import { explainSilence } from "./explain-silence.ts";
import { isAsked } from "./is-asked.ts";
import { judgeable } from "./judgeable.ts";
import type { Plan } from "./plan.ts";
import { sentenceWhenWell } from "./sentence-when-well.ts";

export interface Judgement {
  readonly seen: Observation;
  readonly report: HealthReport;
  of(section: Section): HealthCheck[];
}

/** The page's judgement, as far as the plan asks for it and what was seen allows it. */
export function judgePlan(plan: Plan, observed: Observation): Judgement {
  const { seen, omitted, isBySentinelAlone } = judgeable(plan, observed);
  const { config } = plan;
  const known = seen.sentinels.map(({ knownSentinels }) => (knownSentinels ?? 0) + 1);
  const judged = judge(seen, {
    thresholds: config.thresholds,
    replicas: config.expectedReplicas,
    // Of one Sentinel alone, its own word counts for how many there are.
    sentinels: sentinelsExpected(plan) ?? (plan.checkType === null ? undefined : Math.max(...known, 1)),
  }).checks;
  const made: HealthCheck[] = [
    ...judged.filter(({ id }) => ![...omitted].some((one) => one === id)),
    ...(isBySentinelAlone ? replicasBySentinels(seen, config.expectedReplicas ?? 1) : []),
  ];
  const all = explainSilence(made, seen);
  const of = (section: Section) => all.filter((check) => isIn(section, check, plan, seen));
  const checks =
    plan.checkType === null ? all : all.filter((check) => plan.sections.some((one) => of(one).includes(check)));
  return { seen, of, report: reportOf(plan, seen, checks) };
}

function sentinelsExpected({ config }: Plan): number | undefined {
  return config.kind === "sentinel" ? config.expectedSentinels : undefined;
}

const PLACES: Readonly<Record<string, readonly Section[]>> = SECTIONS_OF;

function isIn(section: Section, { id, instance }: HealthCheck, plan: Plan, { masterAddress, sentinels }: Observation) {
  if (PLACES[id]?.includes(section) !== true) return false;
  const isOfNoInstance = instance === null || sentinels.some(({ address }) => address === instance);
  if (isOfNoInstance) return true;
  if (section === "sentinel_master_status") return instance === masterAddress;
  if (section === "sentinel_slaves_status") return instance !== masterAddress;
  return isAsked(instance, section, plan);
}

function reportOf(plan: Plan, seen: Observation, checks: HealthCheck[]): HealthReport {
  if (checks.some(({ state }) => state !== "unknown")) return sumUp(checks, sentenceWhenWell(plan, seen, checks));
  return { state: "unknown", sentence: "Unknown: nothing was known in time.", checks };
}
