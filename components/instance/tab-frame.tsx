"use client";
import type { UseQueryResult } from "@tanstack/react-query";
import { RotateCw, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { Button } from "#components/ui/button.tsx";
import { formatClock } from "#lib/browser/format-time.ts";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import { TabSkeleton } from "./tab-skeleton.tsx";

interface TabFrameProps<Data> {
  query: UseQueryResult<Data>;
  children: (data: Data) => ReactNode;
}

/** Every answer of an instance says when it was given, and can be asked for again. */
export function TabFrame<Data extends { at: number }>({ query, children }: TabFrameProps<Data>) {
  const { data, error, isFetching, refetch } = query;
  if (data === undefined) {
    if (error === null || isFetching) return <TabSkeleton />;
    return <FailurePanel failure={toClientFailure(error)} onRetry={() => void refetch()} />;
  }
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-13 text-ink-muted tabular-nums">As of {formatClock(data.at)}</p>
        <Button size="small" isBusy={isFetching} onClick={() => void refetch()}>
          {isFetching ? null : <RotateCw aria-hidden className="size-3.5" />}
          Refresh
        </Button>
      </div>
      {error === null ? null : (
        <p role="alert" className="flex gap-2 rounded-medium bg-warning-soft px-3 py-2 text-13 text-warning">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>
            {toClientFailure(error).message} What follows is what it said at {formatClock(data.at)}.
          </span>
        </p>
      )}
      {children(data)}
    </div>
  );
}
