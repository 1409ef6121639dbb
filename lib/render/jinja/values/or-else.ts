import type { Value } from "./value.ts";

/** What `??` is elsewhere: None is a value, and `??` would take its null for nothing. */
export function orElse<T>(value: Value | undefined, fallback: T): Value | T {
  return value === undefined ? fallback : value;
}
