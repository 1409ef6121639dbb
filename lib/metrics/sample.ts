import { CONSOLE_METRICS } from "./console-metrics.ts";
import { REDIS_METRICS } from "./redis-metrics.ts";

/** Every metric there is, in the order in which they are written. */
export const METRICS = { ...REDIS_METRICS, ...CONSOLE_METRICS };

export type MetricName = keyof typeof METRICS;

/** Never what an application or a person has named: no key, no user. */
export type LabelName =
  | "deployment"
  | "instance"
  | "sentinel"
  | "role"
  | "redis_version"
  | "check"
  | "figure"
  | "severity"
  | "db"
  | "kind"
  | "operation"
  | "result"
  | "le";

export type Labels = Partial<Record<LabelName, string>>;

export interface Sample {
  readonly name: MetricName;
  /** Of a histogram's parts. */
  readonly suffix?: "_bucket" | "_sum" | "_count";
  readonly labels: Labels;
  readonly value: number;
}
