import { z } from "zod";

export const JobState = z.enum(["queued", "running", "succeeded", "failed", "cancelled", "interrupted", "unknown"]);
export type JobState = z.infer<typeof JobState>;

/** One of the steps of guided work. */
export const Step = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(["waiting", "running", "done", "failed", "skipped"]),
  /** What it found, or is at. */
  words: z.string(),
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
});
export type Step = z.infer<typeof Step>;

export const Job = z.object({
  id: z.string(),
  deployment: z.string(),
  kind: z.string(),
  title: z.string(),
  userName: z.string(),
  isOwn: z.boolean(),
  state: JobState,
  isCancelAsked: z.boolean(),
  /** It rests between two steps, or will as soon as it comes to one. */
  isPauseAsked: z.boolean(),
  /** Share done, 0 to 1; it never goes back. */
  fraction: z.number(),
  /** Such as found and deleted, by name. */
  counts: z.record(z.string(), z.number()),
  /** What it is at, or was at last; depends on the kind. */
  detail: z.unknown(),
  /** Depends on the kind; null until it has ended. */
  result: z.unknown(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  mayResume: z.boolean(),
  createdAt: z.number(),
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
});
export type Job = z.infer<typeof Job>;

export const ListJobsInput = z.strictObject({ deployment: z.string() });
export const JobList = z.object({ jobs: z.array(Job), at: z.number() });
export type JobList = z.infer<typeof JobList>;

export const JobInput = z.strictObject({ deployment: z.string(), id: z.uuid() });
export const StartedJob = z.object({ jobId: z.string() });
export type StartedJob = z.infer<typeof StartedJob>;
