"use client";
import { ListChecks } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import { useJobs } from "#lib/browser/use-jobs.ts";
import type { JobActions } from "./job-actions.ts";
import { JobFailure } from "./job-failure.tsx";
import { JobItem } from "./job-item.tsx";
import { useJobActions } from "./use-job-actions.ts";

interface JobsProps {
  deployment: string;
  actions: JobActions;
}

/** Long work of this deployment, newest first; it runs on the server whether or not anybody looks. */
export function Jobs({ deployment, actions }: JobsProps) {
  const { data, error, refetch } = useJobs(deployment);
  const picked = useSearchParams().get("job");
  const { failure, again, isBusy, cancel, resume } = useJobActions(deployment, actions);
  if (data === undefined) {
    if (error !== null) return <FailurePanel failure={toClientFailure(error)} onRetry={() => void refetch()} />;
    return <Skeleton className="h-60" />;
  }
  return (
    <div className="space-y-4">
      <JobFailure failure={failure} again={again} confirmIdentity={actions.confirmIdentity} />
      {error === null ? null : <FailurePanel failure={toClientFailure(error)} onRetry={() => void refetch()} />}
      <Panel title="Jobs" isFlush>
        {data.jobs.length === 0 ? (
          <EmptyState icon={<ListChecks aria-hidden />} title="No jobs yet">
            Long work, such as the flush of a cache, stands here with its progress and how it ended.
          </EmptyState>
        ) : (
          <ul className="divide-y divide-line border-line border-t">
            {data.jobs.map((job) => (
              <JobItem
                key={job.id}
                job={job}
                isPicked={job.id === picked}
                isBusy={isBusy}
                restoreUndo={actions.restoreUndo}
                onCancel={() => cancel(job.id)}
                onResume={() => resume(job.id)}
              />
            ))}
          </ul>
        )}
      </Panel>
    </div>
  );
}
