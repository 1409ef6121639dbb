/**
 * What the series of a metric are about, which says what labels they have beside their own.
 * A check is about any of the others, and its instance label says which.
 */
export type MetricSubject = "console" | "deployment" | "instance" | "sentinel" | "check";

export interface MetricKind {
  readonly type: "gauge" | "counter" | "histogram";
  readonly about: MetricSubject;
  readonly help: string;
}
