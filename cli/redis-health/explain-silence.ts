import type { HealthCheck } from "#lib/health/schema.ts";
import type { Observation } from "#lib/topology/schema.ts";

/** Who asks one Sentinel alone wants to hear why it says nothing, not that all do. */
export function explainSilence(checks: HealthCheck[], { sentinels }: Observation): HealthCheck[] {
  const [only, ...others] = sentinels;
  const silence = only?.silence;
  if (only === undefined || others.length > 0 || silence == null) return checks;
  return checks.flatMap((check) => {
    if (check.id === "sentinel-answers") return [];
    if (check.id !== "sentinels-answer") return [check];
    const headline = silence.message.replace(/\.$/, "");
    return [{ ...check, headline, meaning: "", advice: silence.advice, instance: only.address }];
  });
}
