"use client";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { formatCount } from "#lib/browser/format-number.ts";
import type { RateLimits } from "#lib/rate-limits/schema.ts";

/** How much was looked at, where, and whether that was all. */
export function Basis({ limits }: { limits: Pick<RateLimits, "looked" | "isComplete" | "source" | "at"> }) {
  const { looked, isComplete, source, at } = limits;
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      {isComplete ? (
        <StatusBadge state="ok" word="Complete" isPlain />
      ) : (
        <StatusBadge state="warning" word="Part only" isPlain />
      )}
      <span>
        {formatCount(looked, "key")} looked at
        {source === null ? null : (
          <>
            {" "}
            on {source.role} <span className="font-mono">{source.address}</span>
          </>
        )}
        , <RelativeTime at={at} />
      </span>
    </span>
  );
}
