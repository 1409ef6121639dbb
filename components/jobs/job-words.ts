import type { State } from "#components/ui/state.tsx";
import { formatDuration } from "#lib/browser/format-duration.ts";
import { formatCount, formatNumber } from "#lib/browser/format-number.ts";
import { FlushReport } from "#lib/cache/schema.ts";
import type { Job, JobState } from "#lib/jobs/schema.ts";
import { ResetReport } from "#lib/rate-limits/schema.ts";
import { CohortReport } from "#lib/sessions/schema.ts";
import { type Undo, UndoDetail } from "#lib/undo/schema.ts";
import { endedWords } from "./ended-words.ts";
import { guidedWords } from "./guided-work.ts";

export const JOB_LOOKS = {
  queued: { state: "unknown", word: "Waiting" },
  running: { state: "unknown", word: "Running" },
  succeeded: { state: "ok", word: "Succeeded" },
  failed: { state: "critical", word: "Failed" },
  cancelled: { state: "warning", word: "Cancelled" },
  interrupted: { state: "warning", word: "Interrupted" },
  unknown: { state: "warning", word: "Outcome unknown" },
} as const satisfies Record<JobState, { state: State; word: string }>;

/** What it has done so far, or how it ended, as sentences. */
export function jobWords(job: Job, now: number): string {
  if (job.error !== null) return job.error.message;
  if (job.state === "interrupted") {
    return job.mayResume
      ? "The console stopped while it ran. What was done is done; resume it to do the rest."
      : "The console stopped while it ran. What was done is done; start it anew for the rest.";
  }
  const report = job.kind.startsWith("cache.flush") ? FlushReport.safeParse(job.result) : undefined;
  if (report?.success) return flushWords(report.data);
  const ended = guidedWords(job) ?? endedWords(job);
  if (ended !== undefined) return ended;
  const reset = job.kind === "limits.reset-pattern" ? ResetReport.safeParse(job.result) : undefined;
  if (reset?.success) return resetWords(reset.data);
  const cohort = job.kind === "session.revoke-cohort" ? CohortReport.safeParse(job.result) : undefined;
  if (cohort?.success) return cohortWords(cohort.data);
  return [shareWords(job), countWords(job), rateWords(job, now), timeLeft(job, now)]
    .filter((text) => text !== "")
    .join(", ");
}

/** What a job has kept, so that it can be undone; also one that has failed. */
export function undoOf({ detail, state }: Pick<Job, "detail" | "state">): Undo | undefined {
  return state === "running" || state === "queued" ? undefined : UndoDetail.safeParse(detail).data?.undo;
}

function flushWords(report: FlushReport): string {
  return removalWords(`${formatCount(report.deleted, "key")} deleted`, "left", report) + undoWords(report.undo);
}

function resetWords(report: ResetReport): string {
  const along = report.companions === 0 ? "" : ` with ${formatCount(report.companions, "further key")}`;
  const reset = removalWords(`${formatCount(report.deleted, "counter")} reset${along}`, "counting anew", report);
  const words = reset + undoWords(report.undo);
  return report.localBlock === null ? words : `${words}. ${report.localBlock}`;
}

function undoWords({ why }: Undo): string {
  return why === null ? "" : `. Cannot be undone: ${why}`;
}

type Removal = Omit<FlushReport, "planned" | "deleted" | "undo">;

function removalWords(
  done: string,
  stay: string,
  { alreadyGone, left, restarts, replicas, felt, durationMs }: Removal,
): string {
  return [
    `${done} in ${formatDuration(durationMs)}`,
    alreadyGone === 0 ? "" : `${formatNumber(alreadyGone)} were gone already`,
    left === null ? "not looked what is left" : `${formatNumber(left)} ${stay}`,
    `confirmed by ${replicas.confirmed} of ${formatCount(replicas.connected, "replica")}`,
    restarts === 0 ? "" : `begun again ${formatCount(restarts, "time")} after a failover or restart`,
    `others waited ${felt.p99Ms} ms at the 99th percentile, ${felt.mostMs} ms at most`,
  ]
    .filter((text) => text !== "")
    .join(", ");
}

function cohortWords(report: CohortReport): string {
  const { deleted, planned, alreadyGone, kept, cameBack, left, restarts, replicas, durationMs } = report;
  return [
    `${formatNumber(deleted)} of ${formatCount(planned, "session")} revoked in ${formatDuration(durationMs)}`,
    alreadyGone === 0 ? "" : `${formatNumber(alreadyGone)} had ended already`,
    kept === 0 ? "" : `${formatNumber(kept)} left alone, for they did not fit any more`,
    cameBack === 0 ? "" : `${formatNumber(cameBack)} came back and were revoked again`,
    left === null ? "not looked whether any is left" : `${formatNumber(left)} left`,
    `confirmed by ${replicas.confirmed} of ${formatCount(replicas.connected, "replica")}`,
    restarts === 0 ? "" : `begun again ${formatCount(restarts, "time")} after a failover or restart`,
  ]
    .filter((text) => text !== "")
    .join(", ");
}

function shareWords({ state, fraction }: Job): string {
  return state === "running" ? `${Math.floor(fraction * 100)} % done` : "";
}

function countWords({ counts }: Job): string {
  const { found, deleted, planned, keys } = counts;
  if (deleted === undefined) return keys === undefined ? "" : `${formatCount(keys, "key")} looked at`;
  const gone =
    planned === undefined
      ? `${formatNumber(deleted)} deleted`
      : `${formatNumber(deleted)} of ${formatNumber(planned)} deleted`;
  return found === undefined ? gone : `${formatNumber(found)} found, ${gone}`;
}

function rateWords({ state, counts: { deleted }, startedAt }: Job, now: number): string {
  if (state !== "running" || startedAt === null || deleted === undefined || now - startedAt < 1_000) return "";
  return `${formatNumber(Math.round((deleted * 1_000) / (now - startedAt)))} a second`;
}

/** From what is done and how long it took. */
function timeLeft({ state, fraction, startedAt }: Job, now: number): string {
  if (state !== "running" || startedAt === null || fraction < 0.02) return "";
  const elapsed = Math.max(0, now - startedAt);
  return `about ${formatDuration((elapsed * (1 - fraction)) / fraction)} left`;
}
