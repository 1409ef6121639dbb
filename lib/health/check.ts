import type { Thresholds } from "#lib/config/deployment-schema.ts";
import type { Observation, ObservedInstance } from "#lib/topology/schema.ts";
import type { HealthCheck, HealthState } from "./schema.ts";

/** What the operator said that a deployment should be like. */
export interface Expectations {
  thresholds: Thresholds;
  replicas?: number | undefined;
  sentinels?: number | undefined;
}

/** One theme of judgement; what cannot be judged or does not apply gives no check. */
export type Check = (seen: Observation, expected: Expectations) => HealthCheck[];

type Finding = Omit<HealthCheck, "instance" | "threshold" | "advice"> &
  Partial<Pick<HealthCheck, "instance" | "threshold" | "advice">>;

/** Advice is for what is wrong; what is well needs none. */
export function finding({ instance = null, threshold = null, advice = null, ...rest }: Finding): HealthCheck {
  return { ...rest, instance, threshold, advice: rest.state === "ok" ? null : advice };
}

export interface Limits {
  warning: number;
  critical: number;
}

export function gradeAbove(value: number, { warning, critical }: Limits): HealthState {
  return value >= critical ? "critical" : value >= warning ? "warning" : "ok";
}

export function gradeBelow(value: number, { warning, critical }: Limits): HealthState {
  return value < critical ? "critical" : value < warning ? "warning" : "ok";
}

export function writeLimits(
  relation: "from" | "below",
  { warning, critical }: Limits,
  write: (value: number) => string,
) {
  return `warning ${relation} ${write(warning)}, critical ${relation} ${write(critical)}`;
}

/** "replica 10.0.0.3:6379" */
export function nameOf({ role, address }: Pick<ObservedInstance, "role" | "address">): string {
  return `${role === "unknown" ? "instance" : role} ${address}`;
}

const BADNESS = { ok: 0, unknown: 1, warning: 2, critical: 3 } as const satisfies Record<HealthState, number>;

export function worstOf(states: readonly HealthState[]): HealthState {
  return states.reduce<HealthState>((worst, state) => (BADNESS[state] > BADNESS[worst] ? state : worst), "ok");
}
