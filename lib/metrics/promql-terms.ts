import type { CheckScope } from "#lib/health/catalogue.ts";
import { REDIS_METRICS } from "./redis-metrics.ts";
import { type Labels, METRICS, type MetricName } from "./sample.ts";
import type { FigureName, ThresholdLimits } from "./threshold-limits.ts";
import { writeLabels } from "./write-exposition.ts";

export type AlertSeverity = "warning" | "critical";
type Comparison = ">=" | "<" | ">";

/** What the expression of a rule is put together from: the same rule for all deployments, or for one of them. */
export interface Terms {
  /** The series of a metric. */
  of(name: MetricName, labels?: Labels): string;
  /** A comparison with a limit of the configuration. */
  against(comparison: Comparison, figure: FigureName, severity: AlertSeverity): string;
}

/** For rule files: whatever deployment there is, and the limits as they are at that moment. */
export const GENERAL_TERMS: Terms = {
  of(name, labels = {}) {
    const own = writeLabels(labels).slice(1, -1);
    // redis_exporter's series, which have the same names, belong to no deployment.
    const matchers = [...(name in REDIS_METRICS ? ['deployment!=""'] : []), ...(own === "" ? [] : [own])];
    return matchers.length === 0 ? name : `${name}{${matchers.join(",")}}`;
  },
  // Two consoles may export the same limit.
  against: (comparison, figure, severity) =>
    `${comparison} on (deployment) group_left () max by (deployment) (redis_console_threshold${writeLabels({ figure, severity })})`,
};

interface Place {
  scope: CheckScope;
  deployment: string;
  /** Of the instance or the sentinel that the check is about. */
  address: string | null;
  limits: ThresholdLimits;
}

/** For a person to paste: one deployment, one instance, plain numbers. `lacks` tells that a limit does not apply here. */
export function literalTerms({ scope, deployment, address, limits }: Place): Terms & { lacks(): boolean } {
  let isLacking = false;
  return {
    of(name, labels = {}) {
      const { about } = METRICS[name];
      const isOfPlace = about === scope || about === "check";
      const label = about === "sentinel" ? "sentinel" : "instance";
      const place = isOfPlace && address !== null ? { [label]: address } : {};
      return `${name}${writeLabels({ deployment, ...place, ...labels })}`;
    },
    against(comparison, figure, severity) {
      const limit = limits[figure]?.[severity];
      if (limit === undefined) isLacking = true;
      return `${comparison} ${limit}`;
    },
    lacks: () => isLacking,
  };
}
