"use client";
import { RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { Button } from "#components/ui/button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatClock } from "#lib/browser/format-time.ts";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { DriftReport } from "#lib/drift/schema.ts";
import type { ConfigViewProps } from "./config-view.tsx";
import { previewInput } from "./preview-input.ts";
import { useDrift } from "./use-drift.ts";

interface DriftFrameProps extends ConfigViewProps {
  children: (report: DriftReport) => ReactNode;
}

/** Asks the instances, says when they answered, and asks again on demand. */
export function DriftFrame({ deployment, sources, address, children }: DriftFrameProps) {
  const { query, isStale } = useDrift({ ...previewInput(deployment.name, sources, address), host: null });
  const { data, error, isFetching, refetch } = query;
  if (data === undefined) {
    if (error !== null && !isFetching)
      return <FailurePanel failure={toClientFailure(error)} onRetry={() => void refetch()} />;
    return (
      <div role="status" aria-label="Asking the instances">
        <Skeleton className="h-100" />
      </div>
    );
  }
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-13 text-ink-muted tabular-nums">
          As of {formatClock(data.at)}
          {isStale ? ", being asked again for what you changed" : ""}
        </p>
        <Button size="small" isBusy={isFetching} onClick={() => void refetch()}>
          {isFetching ? null : <RotateCw aria-hidden className="size-3.5" />}
          Ask again
        </Button>
      </div>
      {error === null ? null : <FailurePanel failure={toClientFailure(error)} onRetry={() => void refetch()} />}
      {children(data)}
    </div>
  );
}
