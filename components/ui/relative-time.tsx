"use client";
import { formatRelative, formatUtc } from "#lib/browser/format-time.ts";
import { useClockText } from "#lib/browser/use-clock.ts";
import { Tooltip } from "./tooltip.tsx";

/** "3 min ago", kept true; the exact UTC time on hover. `at` in ms since the epoch. */
export function RelativeTime({ at }: { at: number }) {
  const text = useClockText((now) => formatRelative(at, now));
  return (
    <Tooltip text={formatUtc(at)}>
      <time dateTime={new Date(at).toISOString()} className="whitespace-nowrap">
        {text}
      </time>
    </Tooltip>
  );
}
