import type { Thresholds } from "#lib/config/deployment-schema.ts";
import type { Observation, ObservedInstance } from "#lib/topology/schema.ts";
import { CHECK_CATALOGUE, type CheckId } from "./catalogue.ts";
import type { CheckFigure, HealthCheck, HealthState } from "./schema.ts";

/** What the operator said that a deployment should be like. */
export interface Expectations {
  thresholds: Thresholds;
  replicas?: number | undefined;
  sentinels?: number | undefined;
}

/** One theme of judgement; what cannot be judged or does not apply gives no check. */
export type Check = (seen: Observation, expected: Expectations) => HealthCheck[];

type Finding = Omit<HealthCheck, "id" | "label" | "instance" | "threshold" | "advice" | "figures"> &
  Partial<Pick<HealthCheck, "instance" | "threshold" | "advice" | "figures">> & { id: CheckId };

/** Advice is for what is wrong; what is well needs none. Unless told, it is the catalogue's. */
export function finding({ instance = null, threshold = null, figures = [], advice, ...rest }: Finding): HealthCheck {
  const { label, advice: usual } = CHECK_CATALOGUE[rest.id];
  return { ...rest, label, instance, threshold, figures, advice: rest.state === "ok" ? null : (advice ?? usual) };
}

/** A number that is bad at or above its limits. */
export function figureAbove(name: string, value: number, limits: Partial<Limits> = {}): CheckFigure {
  return { name, value, warning: limits.warning ?? null, critical: limits.critical ?? null, isBelow: false };
}

/** A number that is bad below its limits. */
export function figureBelow(name: string, value: number, limits: Partial<Limits> = {}): CheckFigure {
  return { ...figureAbove(name, value, limits), isBelow: true };
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
