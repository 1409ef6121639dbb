import type { ToldState } from "./schema.ts";

/** How long a state must last before it is believed. */
const WORSE_AFTER_MS = { warning: 15_000, critical: 3_000 } as const;
const BETTER_AFTER_MS = 30_000;

const LEVELS = ["critical", "warning"] as const;
type Level = (typeof LEVELS)[number];

const BADNESS = { ok: 0, warning: 1, critical: 2 } as const satisfies Record<ToldState, number>;

export function isAtLeast(state: ToldState, level: ToldState): boolean {
  return BADNESS[state] >= BADNESS[level];
}

/** Follows one check, and tells which state it may be called by now, so that nothing flaps. */
export interface HeldState {
  see(state: ToldState, at: number): void;
  /** What was seen before counts no more. */
  forget(): void;
  /** The same as what was told unless a worse or better one has lasted. */
  settled(told: ToldState, at: number): ToldState;
}

export function createHeldState(): HeldState {
  let since: Partial<Record<Level, { isReached: boolean; at: number }>> = {};
  const lasts = (level: Level, isReached: boolean, at: number) => {
    const known = since[level];
    return known?.isReached === isReached ? at - known.at : -1;
  };
  return {
    see(state, at) {
      for (const level of LEVELS) {
        const isReached = isAtLeast(state, level);
        if (since[level]?.isReached !== isReached) since[level] = { isReached, at };
      }
    },
    forget() {
      since = {};
    },
    settled(told, at) {
      const worse = LEVELS.find((level) => !isAtLeast(told, level) && lasts(level, true, at) >= WORSE_AFTER_MS[level]);
      if (worse !== undefined) return worse;
      if (told === "ok" || lasts(told, false, at) < BETTER_AFTER_MS) return told;
      return told === "critical" && lasts("warning", false, at) < BETTER_AFTER_MS ? "warning" : "ok";
    },
  };
}
