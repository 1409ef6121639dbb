import type { JobActions } from "#components/jobs/job-actions.ts";
import { JobFailure } from "#components/jobs/job-failure.tsx";
import { JobItem } from "#components/jobs/job-item.tsx";
import { useJobActions } from "#components/jobs/use-job-actions.ts";
import { PageLink } from "#components/ui/page-link.tsx";
import type { Job } from "#lib/jobs/schema.ts";

interface RunningJobListProps {
  deployment: string;
  jobs: readonly Job[];
  actions: JobActions;
}

export function RunningJobList({ deployment, jobs, actions }: RunningJobListProps) {
  const { failure, again, isBusy, cancel, resume } = useJobActions(deployment, actions);
  return (
    <>
      <JobFailure failure={failure} again={again} confirmIdentity={actions.confirmIdentity} />
      <ul className="divide-y divide-line">
        {jobs.map((job) => (
          <JobItem
            key={job.id}
            job={job}
            isPicked={false}
            isBusy={isBusy}
            restoreUndo={actions.restoreUndo}
            onCancel={() => cancel(job.id)}
            onResume={() => resume(job.id)}
          />
        ))}
      </ul>
      <PageLink
        href={`/${deployment}/activity`}
        className="block border-line border-t px-4 py-2 text-13 text-accent-text hover:bg-surface-hover"
      >
        All jobs, with how they ended
      </PageLink>
    </>
  );
}
