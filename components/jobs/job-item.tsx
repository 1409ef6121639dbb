"use client";
import { Button } from "#components/ui/button.tsx";
import { PageLink } from "#components/ui/page-link.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { RestoreUndo } from "#components/undo/restore-undo.ts";
import { UndoNote } from "#components/undo/undo-note.tsx";
import { useClockText } from "#lib/browser/use-clock.ts";
import type { Job } from "#lib/jobs/schema.ts";
import { stepsAddress } from "./guided-work.ts";
import { JOB_LOOKS, jobWords, undoOf } from "./job-words.ts";

interface JobItemProps {
  job: Job;
  /** The one that the address names. */
  isPicked: boolean;
  isBusy: boolean;
  restoreUndo: RestoreUndo;
  onCancel: () => void;
  onResume: () => void;
}

export function JobItem({ job, isPicked, isBusy, restoreUndo, onCancel, onResume }: JobItemProps) {
  const { state, word } = JOB_LOOKS[job.state];
  const words = useClockText((now) => jobWords(job, now));
  const undo = undoOf(job);
  const more = moreOf(job);
  const isOpen = job.state === "running" || job.state === "queued";
  return (
    <li
      className={`space-y-1.5 px-4 py-3 ${isPicked ? "bg-surface-selected" : ""}`}
      aria-current={isPicked || undefined}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <StatusBadge state={state} word={job.isCancelAsked && isOpen ? "Stopping" : word} />
        <span className="min-w-0 wrap-anywhere font-medium">{job.title}</span>
        <span className="text-12 text-ink-muted">
          {job.userName}, <RelativeTime at={job.createdAt} />
        </span>
        {more === undefined ? null : (
          <PageLink href={more.href} className="text-12 text-accent-text underline-offset-2 hover:underline">
            {more.words}
          </PageLink>
        )}
        <span className="ml-auto flex gap-2">
          {job.mayResume ? (
            <Button size="small" isBusy={isBusy} onClick={onResume}>
              Resume
            </Button>
          ) : null}
          {isOpen ? (
            <Button size="small" disabled={job.isCancelAsked} isBusy={isBusy} onClick={onCancel}>
              Stop the job
            </Button>
          ) : null}
        </span>
      </div>
      {isOpen ? (
        <progress className="progress block" max={1} value={job.fraction} aria-label={`Done of ${job.title}`} />
      ) : null}
      <p className="text-13 text-ink-muted tabular-nums">{words}</p>
      {undo?.offer == null ? null : <UndoNote deployment={job.deployment} offer={undo.offer} restore={restoreUndo} />}
    </li>
  );
}

function moreOf(job: Job): { href: string; words: string } | undefined {
  if (job.kind.startsWith("lifecycle.")) {
    return { href: `/${job.deployment}/instances?job=${job.id}`, words: "What it said" };
  }
  const href = stepsAddress(job);
  return href === undefined ? undefined : { href, words: "Its steps" };
}
