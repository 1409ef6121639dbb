import { CHECK_CATALOGUE, type CheckId } from "#lib/health/catalogue.ts";
import { ALERT_RULES } from "./alert-rules.ts";
import { type AlertSeverity, literalTerms } from "./promql-terms.ts";
import type { ThresholdLimits } from "./threshold-limits.ts";

interface Asked {
  checkId: CheckId;
  deployment: string;
  /** The instance or sentinel that the check is about; null for the deployment as a whole. */
  instance: string | null;
  thresholds: ThresholdLimits;
}

export interface CheckQuery {
  readonly alert: string;
  readonly severity: AlertSeverity;
  readonly promql: string;
}

/** The rules of one check as a person pastes them into Prometheus: this instance, these numbers. */
export function promqlFor({ checkId, deployment, instance, thresholds }: Asked): CheckQuery[] {
  const { scope } = CHECK_CATALOGUE[checkId];
  return ALERT_RULES[checkId].flatMap(({ alert, severity, expr }) => {
    const terms = literalTerms({ scope, deployment, address: instance, limits: thresholds });
    const promql = expr(terms);
    return terms.lacks() ? [] : [{ alert, severity, promql }];
  });
}
