"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ListChecks } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useState, useTransition } from "react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { jobsQuery } from "#lib/browser/jobs-query.ts";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { Job } from "#lib/jobs/schema.ts";
import type { Failure, Result } from "#lib/result.ts";
import type { ActivityActions } from "./activity-actions.ts";
import { JobItem } from "./job-item.tsx";

interface JobsProps {
  deployment: string;
  actions: ActivityActions;
}

/** Long work of this deployment, newest first; it runs on the server whether or not anybody looks. */
export function Jobs({ deployment, actions }: JobsProps) {
  const { data, error, refetch } = useQuery(jobsQuery(deployment));
  const client = useQueryClient();
  const picked = useSearchParams().get("job");
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, start] = useTransition();
  const act = (run: () => Promise<Result<Job>>) =>
    start(async () => {
      setFailure(undefined);
      try {
        const result = await run();
        if (!result.ok) setFailure(result.error);
        await client.invalidateQueries({ queryKey: ["jobs", deployment] });
      } catch (thrown) {
        setFailure(toClientFailure(thrown));
      }
    });
  if (error !== null) return <FailurePanel failure={toClientFailure(error)} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton className="h-60" />;
  return (
    <div className="space-y-4">
      {failure === undefined ? null : <FailurePanel failure={failure} />}
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
                onCancel={() => act(() => actions.cancelJob({ deployment, id: job.id }))}
                onResume={() => act(() => actions.resumeJob({ deployment, id: job.id }))}
              />
            ))}
          </ul>
        )}
      </Panel>
    </div>
  );
}
