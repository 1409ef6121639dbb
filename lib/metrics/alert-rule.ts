import type { CheckId } from "#lib/health/catalogue.ts";
import type { AlertSeverity, Terms } from "./promql-terms.ts";

export interface AlertRule {
  readonly alert: string;
  readonly severity: AlertSeverity;
  /** How long it must be so. */
  readonly for: string;
  /** A sentence; labels are written as {{ $labels.instance }}. */
  readonly summary: string;
  expr(terms: Terms): string;
}

/** For what the console judges and no series shows by itself. */
export function stateIs(id: CheckId, severity: AlertSeverity): AlertRule["expr"] {
  return ({ of }) => `${of("redis_console_check_state", { check: id })} == ${severity === "critical" ? 2 : 1}`;
}

/** One rule for each of the two limits, under one name: so that the worse can inhibit the other. */
export function bothLimits({
  expr,
  ...rule
}: Omit<AlertRule, "severity" | "expr"> & {
  expr(terms: Terms, severity: AlertSeverity): string;
}): readonly AlertRule[] {
  return (["warning", "critical"] as const).map((severity) => ({
    ...rule,
    severity,
    expr: (terms) => expr(terms, severity),
  }));
}
