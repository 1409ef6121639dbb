import type { Reading } from "#lib/rate-limits/reading.ts";

interface Tokens {
  readonly left: number;
  readonly burst: number;
  /** How many come back each windowMs. */
  readonly rate: number;
  readonly windowMs: number;
  /** Until the next come back, where they come all at once; undefined where they trickle. */
  readonly nextInMs?: number;
}

/** undefined when every token is there: nothing is counted then. */
export function tokenReading({ left, burst, rate, windowMs, nextInMs }: Tokens): Reading | undefined {
  const missing = burst - left;
  if (missing <= 0) return undefined;
  const inMs = (tokens: number) =>
    nextInMs === undefined
      ? Math.ceil((tokens / rate) * windowMs)
      : Math.ceil(nextInMs + (Math.ceil(tokens / rate) - 1) * windowMs);
  const whole = Math.floor(left + 1e-9);
  const isBlocked = whole < 1;
  return {
    used: burst - Math.max(0, whole),
    limit: burst,
    isBlocked,
    blockedForMs: isBlocked ? inMs(1 - left) : null,
    resetsInMs: inMs(missing),
  };
}
