import type { Labels, MetricName, Sample } from "./sample.ts";

/** null and undefined are what is not known, and what is not known has no series. */
export type Values = Partial<Record<MetricName, number | boolean | null | undefined>>;

export function toSamples(labels: Labels, values: Values): Sample[] {
  return Object.entries(values).flatMap(([name, value]) =>
    // Object.entries forgets that the names are the metrics'.
    value === null || value === undefined ? [] : [{ name: name as MetricName, labels, value: Number(value) }],
  );
}
