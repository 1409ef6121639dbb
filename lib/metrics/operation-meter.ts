import { type OperationOutcome, observeOperations } from "#lib/observe-operation.ts";
import type { Sample } from "./sample.ts";
import { toSamples } from "./to-samples.ts";

/** From a look into memory to a search through millions of keys. */
const BUCKETS = [0.005, 0.025, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60];

interface Durations {
  /** One count more than there are buckets: for what took longer. */
  readonly counts: number[];
  sum: number;
}

/** What operations did since the start of the process. */
export interface OperationMeter {
  add(outcome: OperationOutcome): void;
  samples(): Sample[];
}

// Next builds several copies of this module into one process; the symbol is the same for all.
const SLOT = Symbol.for("redis-console.operation-meter");

interface Slot {
  [SLOT]?: OperationMeter | undefined;
}

// The global object is where copies of a module meet; this file alone names the member.
const slot = globalThis as Slot;

/** Counts every operation of this process from now on. */
export function startOperationMeter(): void {
  const meter = createOperationMeter();
  slot[SLOT] = meter;
  observeOperations((outcome) => meter.add(outcome));
}

export function operationSamples(): Sample[] {
  return slot[SLOT]?.samples() ?? [];
}

export function createOperationMeter(): OperationMeter {
  const ended = new Map<string, { operation: string; result: string; count: number }>();
  const durations = new Map<string, Durations>();
  return {
    add({ operation, result, seconds }) {
      const key = `${operation} ${result}`;
      ended.set(key, { operation, result, count: (ended.get(key)?.count ?? 0) + 1 });
      if (seconds === undefined) return;
      const own = durations.get(operation) ?? { counts: new Array<number>(BUCKETS.length + 1).fill(0), sum: 0 };
      const at = BUCKETS.findIndex((limit) => seconds <= limit);
      const bucket = at === -1 ? BUCKETS.length : at;
      own.counts[bucket] = (own.counts[bucket] ?? 0) + 1;
      own.sum += seconds;
      durations.set(operation, own);
    },
    samples: () => [
      ...[...ended.values()].flatMap(({ operation, result, count }) =>
        toSamples({ operation, result }, { redis_console_operations_total: count }),
      ),
      ...[...durations].flatMap(([operation, own]) => histogram(operation, own)),
    ],
  };
}

function histogram(operation: string, { counts, sum }: Durations): Sample[] {
  const name = "redis_console_operation_duration_seconds";
  let below = 0;
  const buckets = counts.map((count, index): Sample => {
    below += count;
    const le = index < BUCKETS.length ? String(BUCKETS[index]) : "+Inf";
    return { name, suffix: "_bucket", labels: { operation, le }, value: below };
  });
  return [
    ...buckets,
    { name, suffix: "_sum", labels: { operation }, value: sum },
    { name, suffix: "_count", labels: { operation }, value: below },
  ];
}
