"use client";
import { CircleCheck, LoaderCircle, TriangleAlert } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { JobActions } from "#components/jobs/job-actions.ts";
import { openJobs, shareDone } from "#components/jobs/open-jobs.ts";
import { Popover } from "#components/ui/popover.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { clockNow } from "#lib/browser/clock.ts";
import { formatCount } from "#lib/browser/format-number.ts";
import { useJobs } from "#lib/browser/use-jobs.ts";

const RunningJobList = lazy(() =>
  import("./running-job-list.tsx").then((module) => ({ default: module.RunningJobList })),
);

interface RunningJobsProps {
  deployment: string;
  actions: JobActions;
}

/** Long work that goes on, on every page; nothing where there is none. What somebody is looking at stays when it ends. */
export function RunningJobs({ deployment, actions }: RunningJobsProps) {
  const { data } = useJobs(deployment);
  const [watched, setWatched] = useState<ReadonlySet<string>>();
  const jobs = data?.jobs ?? [];
  const { going, interrupted } = openJobs(jobs, clockNow());
  const open = [...going, ...interrupted];
  const ended = jobs.filter((job) => watched?.has(job.id) && !open.includes(job));
  if (open.length === 0 && ended.length === 0) return null;
  const share = shareDone(going);
  return (
    <Popover
      label="Jobs that go on"
      onOpenChange={(isOpen) => setWatched(isOpen ? new Set(open.map(({ id }) => id)) : undefined)}
      buttonClassName="relative inline-flex h-8 items-center gap-1.5 overflow-hidden rounded-medium border border-line-strong bg-surface-raised px-2 text-13 tabular-nums hover:bg-surface-hover"
      button={
        open.length === 0 ? (
          <>
            <CircleCheck aria-hidden className="size-4 text-ink-muted" />
            Ended
          </>
        ) : going.length === 0 ? (
          <>
            <TriangleAlert aria-hidden className="size-4 text-warning" />
            {formatCount(interrupted.length, "interrupted job")}
          </>
        ) : (
          <>
            <LoaderCircle aria-hidden className="size-4 text-accent-text motion-safe:animate-spin" />
            <span className="hidden sm:inline">{formatCount(going.length, "job")}</span>
            <span className="sr-only">, done: </span>
            {`${Math.floor(share * 100)} %`}
            <progress aria-hidden className="progress absolute inset-x-0 bottom-0 h-0.5!" max={1} value={share} />
          </>
        )
      }
    >
      <Suspense fallback={<Skeleton className="m-4 h-16" />}>
        <RunningJobList deployment={deployment} jobs={[...open, ...ended]} actions={actions} />
      </Suspense>
    </Popover>
  );
}
