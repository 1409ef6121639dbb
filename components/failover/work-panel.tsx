"use client";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { JobFailure } from "#components/jobs/job-failure.tsx";
import { JOB_LOOKS } from "#components/jobs/job-words.ts";
import { useJobActions } from "#components/jobs/use-job-actions.ts";
import { Button } from "#components/ui/button.tsx";
import { PageLink } from "#components/ui/page-link.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import { useJobs } from "#lib/browser/use-jobs.ts";
import { DrillReport, FailoverReport } from "#lib/failover/schema.ts";
import { type Job, Step } from "#lib/jobs/schema.ts";
import { DrillFigures } from "./drill-figures.tsx";
import type { FailoverActions } from "./failover-actions.ts";
import { FailoverFigures } from "./failover-figures.tsx";
import { StepList } from "./step-list.tsx";

interface WorkPanelProps {
  deployment: string;
  jobId: string;
  actions: FailoverActions;
  onClose: () => void;
}

/** One piece of guided work, live; the server goes on with it whoever looks. */
export function WorkPanel({ deployment, jobId, actions, onClose }: WorkPanelProps) {
  const { data, error, refetch } = useJobs(deployment);
  const job = data?.jobs.find(({ id }) => id === jobId);
  if (job === undefined) {
    if (error !== null) return <FailurePanel failure={toClientFailure(error)} onRetry={() => void refetch()} />;
    if (data === undefined) return <Skeleton className="h-60" />;
    return <NotThere onClose={onClose} />;
  }
  const steps = Step.array().safeParse(Object(job.detail).steps).data ?? [];
  const drill = DrillReport.safeParse(job.result).data;
  const report = drill?.failover ?? FailoverReport.safeParse(job.result).data;
  const isOpen = job.state === "running" || job.state === "queued";
  const look = JOB_LOOKS[job.state];
  const word = isOpen && job.isCancelAsked ? "Stopping" : isOpen && job.isPauseAsked ? "Paused" : look.word;
  return (
    <Panel
      title={job.title}
      aside={
        <span role="status">
          <StatusBadge state={look.state} word={word} />
        </span>
      }
    >
      <div className="space-y-3">
        <StepList steps={steps} />
        {job.error === null ? null : <p className="break-words text-13 text-critical">{job.error.message}</p>}
        {report === undefined ? null : <FailoverFigures report={report} />}
        {drill === undefined ? null : <DrillFigures report={drill} />}
        <Controls job={job} deployment={deployment} actions={actions} onClose={onClose} />
      </div>
    </Panel>
  );
}

function NotThere({ onClose }: { onClose: () => void }) {
  return (
    <Panel title="No such work">
      <p className="text-13">The address names work that is not there, or no longer.</p>
      <Button size="small" className="mt-3" onClick={onClose}>
        Close
      </Button>
    </Panel>
  );
}

function Controls({ job, deployment, actions, onClose }: { job: Job } & Omit<WorkPanelProps, "jobId">) {
  const { failure, again, isBusy, cancel, resume, act } = useJobActions(deployment, actions);
  const isOpen = job.state === "running" || job.state === "queued";
  return (
    <>
      <JobFailure failure={failure} again={again} confirmIdentity={actions.confirmIdentity} />
      <div className="flex flex-wrap gap-2">
        {isOpen && job.kind.startsWith("rolling.") ? (
          <Button
            size="small"
            isBusy={isBusy}
            onClick={() =>
              act(() => (job.isPauseAsked ? actions.unpauseJob : actions.pauseJob)({ deployment, id: job.id }))
            }
          >
            {job.isPauseAsked ? "Continue" : "Pause after this step"}
          </Button>
        ) : null}
        {isOpen ? (
          <Button size="small" isBusy={isBusy} disabled={job.isCancelAsked} onClick={() => cancel(job.id)}>
            Stop before the next step
          </Button>
        ) : (
          <Button size="small" onClick={onClose}>
            Close
          </Button>
        )}
        {job.kind === "config.apply" && !isOpen ? (
          <PageLink
            href={`/${deployment}/config?tab=drift`}
            className="self-center text-13 text-accent-text underline-offset-2 hover:underline"
          >
            Compare anew
          </PageLink>
        ) : null}
        {job.mayResume ? (
          <Button size="small" look="primary" isBusy={isBusy} onClick={() => resume(job.id)}>
            Look what is so, and go on
          </Button>
        ) : null}
      </div>
    </>
  );
}
