import { nagiosLine } from "#lib/health/nagios-line.ts";
import { createConnections } from "#lib/redis/create-connections.ts";
import { judgePlan } from "./judge-plan.ts";
import { observe } from "./observe.ts";
import { type Outcome, unknownOutcome } from "./outcome.ts";
import { type OutputFormat, readFormat } from "./output-settings.ts";
import type { GivenFlags } from "./parse-flags.ts";
import { makePlan, type Plan } from "./plan.ts";
import { toResult } from "./to-result.ts";

/** Looks, judges and writes, with what is known by `until` (as performance.now() counts). */
export async function checkHealth(flags: GivenFlags, until: number): Promise<Outcome> {
  const format = readFormat(flags);
  const plan = makePlan(flags);
  const connections = createConnections(plan.name, plan.config, plan.readSecret);
  try {
    const seen = await observe(connections, { until, intervalMs: plan.intervalMs });
    if (seen === undefined) return unknownOutcome(format, "Nothing was known in time.");
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
