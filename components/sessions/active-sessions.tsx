"use client";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatCount } from "#lib/browser/format-number.ts";
import { formatClock } from "#lib/browser/format-time.ts";
import { sessionCountQuery } from "#lib/browser/session-count-query.ts";

/** How many sessions there are now; it says so where that is not all of them. */
export function ActiveSessions({ deployment }: { deployment: string }) {
  const { data, isError } = useQuery(sessionCountQuery(deployment));
  if (isError) return <span className="text-13 text-ink-muted">Active sessions could not be counted</span>;
  if (data === undefined) return <Skeleton className="h-5 w-40" />;
  return (
    <span className="text-13 text-ink-muted tabular-nums">
      {data.isComplete ? "" : "at least "}
      <strong className="font-semibold text-ink">{formatCount(data.count, "active session")}</strong>, as of{" "}
      {formatClock(data.at)}
    </span>
  );
}
