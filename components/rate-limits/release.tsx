"use client";
import { formatDuration } from "#lib/browser/format-duration.ts";
import { useClockText } from "#lib/browser/use-clock.ts";
import type { RateLimit } from "#lib/rate-limits/schema.ts";

interface ReleaseProps {
  limit: RateLimit;
  /** When it was looked at: from then on the time runs. */
  at: number;
}

/** How long until the next request is let through, running down. */
export function Release({ limit: { isBlocked, blockedForMs, used }, at }: ReleaseProps) {
  const words = useClockText((now) => {
    if (!isBlocked) return used === null ? "not known" : "now";
    return blockedForMs === null ? "only after a reset" : countdown(at + blockedForMs - now);
  });
  return <span className="whitespace-nowrap tabular-nums">{words}</span>;
}

/** How long until the limiter begins anew. */
export function Renewal({ limit: { resetsInMs }, at }: ReleaseProps) {
  const words = useClockText((now) => (resetsInMs === null ? "not by itself" : countdown(at + resetsInMs - now)));
  return <span className="whitespace-nowrap tabular-nums">{words}</span>;
}

function countdown(left: number): string {
  return left <= 0 ? "now" : `in ${formatDuration(left)}`;
}
