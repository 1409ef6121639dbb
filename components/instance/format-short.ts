import { formatDuration } from "#lib/browser/format-duration.ts";

/** A time that is often far below a millisecond: 0.0123 → "12 µs". */
export function formatShort(ms: number | null): string {
  if (ms === null) return "not known";
  if (ms >= 1) return formatDuration(ms);
  const microseconds = ms * 1000;
  return `${microseconds < 10 ? Number(microseconds.toFixed(1)) : Math.round(microseconds)} µs`;
}
