import { formatRoughDuration } from "./format-duration.ts";

/** 12:03:05, in the reader's own zone. */
export function formatClock(at: number): string {
  return new Date(at).toLocaleTimeString("en-GB", { hour12: false });
}

/** 2026-03-01 12:03:05 UTC: the same text for every reader. */
export function formatUtc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** "3 min ago", "in 6 d", "just now". */
export function formatRelative(at: number, now: number): string {
  const distance = now - at;
  // The clock ticks once a second, so what has just come may seem to be ahead of it.
  if (distance > -2_000) return distance < 5000 ? "just now" : `${formatRoughDuration(distance)} ago`;
  return `in ${formatRoughDuration(-distance)}`;
}
