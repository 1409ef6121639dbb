import { worstOf } from "#lib/health/check.ts";
import { checkJson, STATUS } from "#lib/health/check-json.ts";
import type { HealthCheck, HealthReport, HealthState } from "#lib/health/schema.ts";
import type { Section } from "./check-types.ts";
import type { Judgement } from "./judge-plan.ts";
import type { Plan } from "./plan.ts";
import { sectionData } from "./section-data.ts";

/** Grows by one when a key changes its meaning or goes; new keys may come at any time. */
const SCHEMA_VERSION = 1;

/** The result as JSON has it; docs/redis-health.md says what each key means. */
export function toResult(plan: Plan, judgement: Judgement, at: Date) {
  const sections = plan.sections.map((name) => [name, sectionOf(name, plan, judgement)]);
  return {
    schema_version: SCHEMA_VERSION,
    checked_at: at.toISOString(),
    target: targetOf(plan),
    overall: overallOf(judgement.report),
    ...Object.fromEntries(sections),
    checks: judgement.report.checks.map(checkJson),
  };
}

/** Where nothing could be checked. */
export function emptyResult(report: HealthReport, at: Date) {
  return { schema_version: SCHEMA_VERSION, checked_at: at.toISOString(), overall: overallOf(report), checks: [] };
}

function overallOf({ state, sentence }: HealthReport) {
  return { status: STATUS[state], sentence };
}

function targetOf({ name, config, checkType }: Plan) {
  return {
    check_type: checkType,
    deployment: checkType === null ? name : null,
    address: config.kind === "standalone" ? config.address : null,
    sentinels: config.kind === "sentinel" ? config.sentinels : [],
    master_name: config.kind === "sentinel" ? config.masterName : null,
  };
}

function sectionOf(name: Section, plan: Plan, { of, seen }: Judgement) {
  const checks = of(name);
  const state = checks.length === 0 ? stateWithoutChecks(name, seen) : worstOf(checks.map(knownState));
  const wrong = checks.filter((check) => check.state === state);
  return { status: STATUS[state], message: messageOf(state, wrong), data: sectionData(name, plan, seen) };
}

function knownState({ state }: HealthCheck): HealthState {
  return state === "unknown" ? "ok" : state;
}

/** A master without replicas has no replication to judge; what was not seen cannot be. */
function stateWithoutChecks(name: Section, { instances }: Judgement["seen"]): HealthState {
  const isSeen = instances.some(({ figures, silence }) => figures !== null && silence === null);
  return isSeen && !name.startsWith("sentinel_") ? "ok" : "unknown";
}

function messageOf(state: HealthState, wrong: readonly HealthCheck[]): string {
  if (state === "ok") return "All checks are ok.";
  if (state === "unknown") return "Nothing was known in time.";
  const sentences = wrong.map(({ headline, meaning }) => `${headline}. ${meaning}`.trim());
  return sentences.join(" ");
}
