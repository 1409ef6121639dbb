import { nagiosLine } from "#lib/health/nagios-line.ts";
import type { HealthState } from "#lib/health/schema.ts";
import { createConnections } from "#lib/redis/create-connections.ts";
import { judgePlan } from "./judge-plan.ts";
import { observe } from "./observe.ts";
import { type OutputFormat, readFormat, readTimeoutMs } from "./output-settings.ts";
import type { GivenFlags } from "./parse-flags.ts";
import { makePlan, type Plan } from "./plan.ts";
import { emptyResult, toResult } from "./to-result.ts";

/** Kept for judging and writing. */
const SPARE_MS = 200;

export interface Outcome {
  readonly state: HealthState;
  readonly text: string;
}

/** Looks, judges and writes; the time counts from the start of the process. */
export async function checkHealth(flags: GivenFlags): Promise<Outcome> {
  const format = readFormat(flags);
  const timeoutMs = readTimeoutMs(flags);
  const plan = makePlan(flags);
  const connections = createConnections(plan.name, plan.config, plan.readSecret);
  try {
    const seen = await observe(connections, { until: timeoutMs - SPARE_MS, intervalMs: plan.intervalMs });
    if (seen === undefined) return unknownOutcome(format, `Nothing was known after ${timeoutMs / 1000} s.`);
    return written(format, plan, judgePlan(plan, seen));
  } finally {
    await connections.close();
  }
}

function written(format: OutputFormat, plan: Plan, judgement: ReturnType<typeof judgePlan>): Outcome {
  const { report } = judgement;
  const { config, checkType } = plan;
  const asked = config.kind === "standalone" ? config.address : config.sentinels[0];
  const text =
    format === "nagios"
      ? nagiosLine(report, { plainFor: checkType === null ? undefined : asked })
      : JSON.stringify(toResult(plan, judgement, new Date()), undefined, 2);
  return { state: report.state, text };
}

export function unknownOutcome(format: OutputFormat, sentence: string): Outcome {
  const report = { state: "unknown", sentence: `Unknown: ${sentence}`, checks: [] } as const;
  const whole = { ...report, checks: [] };
  const text = format === "nagios" ? nagiosLine(whole) : JSON.stringify(emptyResult(whole, new Date()), undefined, 2);
  return { state: "unknown", text };
}
