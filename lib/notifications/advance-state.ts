import type { Notice, ToldState } from "./schema.ts";

/** So many changes in so long a time are told, the next is told as flapping, and then none until it is steady. */
const MOST_CHANGES = 5;
const WITHIN_MS = 600_000;

/** What is known to have been told of one check. */
export interface Announced {
  readonly state: ToldState;
  /** When it changed lately. */
  readonly changes: readonly number[];
  readonly isFlapping: boolean;
  /** Undefined before the first change. */
  readonly version: number | undefined;
}

export const NEVER_TOLD: Announced = { state: "ok", changes: [], isFlapping: false, version: undefined };

export interface Advance {
  readonly next: Omit<Announced, "version">;
  /** undefined: it is remembered, and nobody is told. */
  readonly kind: Exclude<Notice["kind"], "test"> | undefined;
}

/** What follows from the state that a check has settled in; undefined when nothing does. */
export function advanceState(told: Announced, settled: ToldState, at: number): Advance | undefined {
  const lately = told.changes.filter((change) => at - change < WITHIN_MS);
  if (settled === told.state) {
    const isSteady = told.isFlapping && lately.length === 0;
    return isSteady ? { next: { state: settled, changes: [], isFlapping: false }, kind: "steady" } : undefined;
  }
  const changes = [...lately, at].slice(-MOST_CHANGES - 1);
  if (told.isFlapping) return { next: { state: settled, changes, isFlapping: true }, kind: undefined };
  const isFlapping = changes.length > MOST_CHANGES;
  return { next: { state: settled, changes, isFlapping }, kind: isFlapping ? "flapping" : "state" };
}
