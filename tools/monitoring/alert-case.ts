import type { FigureName } from "#lib/metrics/threshold-limits.ts";

/** Series, each with the value it keeps, or with promtool's own notation for one that changes. */
export type Series = Record<string, number | string>;

/** Each rule is tried on something that is wrong, and on the nearest thing that is not. */
export interface AlertCase {
  readonly alert: string;
  readonly severity: "warning" | "critical";
  /** What the alert that fires must name. */
  readonly labels: string;
  readonly fires: Series;
  readonly silent: Series;
}

export const SHOP = 'deployment="shop"';
export const MASTER = `${SHOP},instance="10.0.0.1:6379"`;
export const REPLICA = `${SHOP},instance="10.0.0.2:6379"`;
export const SENTINEL = `${SHOP},sentinel="10.0.1.1:26379"`;
export const OTHER_SENTINEL = `${SHOP},sentinel="10.0.1.2:26379"`;

export const limit = (figure: FigureName, severity: AlertCase["severity"]) =>
  `redis_console_threshold{${SHOP},figure="${figure}",severity="${severity}"}`;

/** Both limits of one rule; between them the warning fires and the critical one does not. */
export function limitCases(
  alert: string,
  figure: FigureName,
  limits: { warning: number; critical: number },
  series: (value: "well" | "warning" | "critical") => Series,
  labels = MASTER,
): AlertCase[] {
  const both = {
    [limit(figure, "warning")]: limits.warning,
    [limit(figure, "critical")]: limits.critical,
    // What another deployment allows itself does not count here.
    [limit(figure, "warning").replace("shop", "other")]: 0,
  };
  const at = (value: "well" | "warning" | "critical") => ({ ...both, ...series(value) });
  return [
    { alert, severity: "warning", labels, fires: at("warning"), silent: at("well") },
    { alert, severity: "critical", labels, fires: at("critical"), silent: at("warning") },
  ];
}

/** One series alone decides. */
export function plainCase(
  alert: string,
  severity: AlertCase["severity"],
  series: string,
  values: { fires: number | string; silent: number | string },
  labels = MASTER,
): AlertCase {
  return { alert, severity, labels, fires: { [series]: values.fires }, silent: { [series]: values.silent } };
}

export const stateCase = (alert: string, severity: AlertCase["severity"], check: string, labels = MASTER) => {
  const number = { warning: 1, critical: 2 }[severity];
  const silent = severity === "warning" ? 2 : 1;
  return plainCase(
    alert,
    severity,
    `redis_console_check_state{${labels},check="${check}"}`,
    { fires: number, silent },
    labels,
  );
};
