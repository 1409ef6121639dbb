"use client";
import { formatDuration } from "#lib/browser/format-duration.ts";
import { useClockText } from "#lib/browser/use-clock.ts";
import type { RateLimit } from "#lib/rate-limits/schema.ts";

/** How long until more is allowed, running down. */
export function Release({ limit: { resetsInMs, note }, at }: { limit: RateLimit; at: number }) {
  const words = useClockText((now) => {
    if (resetsInMs === null) return note ?? "nobody can tell";
    const left = at + resetsInMs - now;
    return left <= 0 ? "now" : `in ${formatDuration(left)}`;
  });
  return <span className="tabular-nums">{words}</span>;
}
