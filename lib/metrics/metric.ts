/** What the series of a metric are about, which says what labels they have beside their own. */
export type MetricSubject = "console" | "deployment" | "instance" | "sentinel";

export interface MetricKind {
  readonly type: "gauge" | "counter" | "histogram";
  readonly about: MetricSubject;
  readonly help: string;
}
