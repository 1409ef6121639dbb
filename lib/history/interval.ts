import type { MetricSampleRow } from "#lib/store/tables.ts";
import type { Measure } from "./history-recorder.ts";
import { type Metric, STEP_MS } from "./metrics.ts";

/** All looks at one instance within one step. */
export interface Interval {
  readonly start: number;
  readonly last: Measure;
  add(measure: Measure): void;
  rows(): Pick<MetricSampleRow, "metric" | "at" | "value">[];
}

/** `before`, the last look of the step before, is where the counters are counted from. */
export function createInterval(start: number, first: Measure, before: Measure | undefined): Interval {
  const isNext = before !== undefined && first.at - before.at < STEP_MS && isSameRun(before, first);
  const from = isNext ? before : first;
  let last = first;
  let base = from;
  let wasMaster = first.isMaster;
  let lagBytes = first.lagBytes;

  function values(): Record<Metric, number | null> {
    const seconds = (last.at - base.at) / 1000;
    const since = (name: keyof Measure["counters"]) => last.counters[name] - base.counters[name];
    const lookups = since("hits") + since("misses");
    return {
      opsPerSecond: seconds > 0 ? since("commands") / seconds : null,
      usedMemoryBytes: last.usedMemoryBytes,
      maxMemoryBytes: last.maxMemoryBytes,
      hitRate: lookups > 0 ? since("hits") / lookups : null,
      clients: last.clients,
      lagBytes,
      evictionsPerSecond: seconds > 0 ? since("evicted") / seconds : null,
      isMaster: wasMaster ? 1 : null,
    };
  }

  return {
    start,
    get last() {
      return last;
    },
    add(measure) {
      if (measure.at <= last.at) return;
      if (!isSameRun(last, measure)) base = measure;
      last = measure;
      wasMaster ||= measure.isMaster;
      if (measure.lagBytes !== null) lagBytes = Math.max(lagBytes ?? 0, measure.lagBytes);
    },
    rows: () =>
      Object.entries(values()).flatMap(([metric, value]) => (value === null ? [] : [{ metric, at: start, value }])),
  };
}

/** After a restart, or CONFIG RESETSTAT, the counters begin anew. */
function isSameRun(one: Measure, next: Measure): boolean {
  return one.runId === next.runId && next.counters.commands >= one.counters.commands;
}
