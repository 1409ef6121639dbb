"use client";
import { ScanSearch, Square } from "lucide-react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { useBigKeys } from "#lib/browser/use-big-keys.ts";
import { BigKeyResult } from "./big-key-result.tsx";
import type { InstanceTabProps } from "./instance-panel.tsx";
import { TabSkeleton } from "./tab-skeleton.tsx";

/** A bounded look at the keys; it begins only when somebody asks for it, and goes on when the page is left. */
export function BigKeys({ inspection, instance }: InstanceTabProps) {
  const { look, isSampling, isBusy, failure, start, stop } = useBigKeys(
    inspection.deployment.name,
    instance,
    inspection.actions,
  );
  if (look === undefined && failure === undefined) return <TabSkeleton />;
  const { job = null, sample = null } = look ?? {};
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="max-w-140 text-13 text-ink-muted">
          Looks at 200,000 keys or for 60 seconds at most, on a replica where there is one, and gives way when others
          would feel it. It goes on when you leave this page. Names of sessions' keys are masked.
        </p>
        {isSampling && job !== null ? (
          job.mayCancel && (
            <Button size="small" disabled={isBusy || job.isCancelAsked} onClick={() => stop(job.id)}>
              <Square aria-hidden className="size-3.5" />
              {job.isCancelAsked ? "Stopping" : "Stop looking"}
            </Button>
          )
        ) : (
          <Button size="small" look="primary" disabled={isBusy} onClick={start}>
            <ScanSearch aria-hidden className="size-3.5" />
            {job === null ? "Look for big keys" : "Look again"}
          </Button>
        )}
      </div>
      {failure === undefined ? null : <FailurePanel failure={failure} />}
      {job?.error == null ? null : (
        <p role="alert" className="text-13 text-critical">
          The last look ended early: {job.error.message}
        </p>
      )}
      {sample !== null ? (
        <BigKeyResult sample={sample} isSampling={isSampling} by={job?.userName} />
      ) : isSampling ? (
        <progress className="progress block" max={1} value={job?.fraction ?? 0} aria-label="Part looked at" />
      ) : (
        <EmptyState icon={<ScanSearch aria-hidden />} title="Nothing looked at yet">
          The 50 keys that take the most memory will stand here, with their type and size.
        </EmptyState>
      )}
    </div>
  );
}
