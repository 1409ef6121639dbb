import type { RateLimitKeyspace } from "#lib/config/rate-limit-keyspace-schema.ts";

type Counts = NonNullable<RateLimitKeyspace["bucket"]>["counts"];

const STEP_MS: Record<Counts, (windowMs: number) => number> = {
  windows: (windowMs) => windowMs,
  s: () => 1_000,
  ms: () => 1,
};

/** The name that a key's window has `back` windows ago, as the limiter writes it into the key. */
export function bucketAt(counts: Counts, windowMs: number, nowMs: number, back = 0): string {
  const startMs = (Math.floor(nowMs / windowMs) - back) * windowMs;
  return String(Math.round(startMs / STEP_MS[counts](windowMs)));
}

export function windowEndMs(windowMs: number, nowMs: number): number {
  return (Math.floor(nowMs / windowMs) + 1) * windowMs;
}
