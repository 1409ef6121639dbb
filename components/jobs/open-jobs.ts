import type { Job } from "#lib/jobs/schema.ts";

/** Long enough to notice it, short enough not to be in the way. */
const INTERRUPTED_SHOWN_MS = 3_600_000;

export interface OpenJobs {
  /** Running or waiting. */
  going: Job[];
  /** Left behind by a console that stopped, lately, and to be taken up again. */
  interrupted: Job[];
}

/** What the top bar tells of. */
export function openJobs(jobs: readonly Job[], now: number): OpenJobs {
  return {
    going: jobs.filter(isGoing),
    interrupted: jobs.filter(({ mayResume, endedAt }) => mayResume && (endedAt ?? 0) > now - INTERRUPTED_SHOWN_MS),
  };
}

export function isGoing({ state }: Job): boolean {
  return state === "queued" || state === "running";
}

/** "42 %", of all that go on together. */
export function shareDone(jobs: readonly Job[]): number {
  return jobs.length === 0 ? 0 : jobs.reduce((sum, { fraction }) => sum + fraction, 0) / jobs.length;
}
