import { z } from "zod";
import { Address } from "#lib/config/deployment-schema.ts";

export const TimelineKind = z.enum([
  "sentinel",
  "link",
  "restart",
  "save",
  "config",
  "operation",
  "health",
  "instance",
]);
export type TimelineKind = z.infer<typeof TimelineKind>;

export const TimelineSeverity = z.enum(["info", "warning", "critical"]);
export type TimelineSeverity = z.infer<typeof TimelineSeverity>;

/** Something that happened to a deployment, in words; `at` in ms since the epoch. */
export const TimelineEvent = z.object({
  id: z.string(),
  at: z.number(),
  kind: TimelineKind,
  severity: TimelineSeverity,
  /** host:port of the instance or sentinel it happened to; null for the deployment as a whole. */
  instance: z.string().nullable(),
  title: z.string(),
  detail: z.string().nullable(),
  /** Who did it, for those who may know; null when nobody of the console did. */
  actor: z.string().nullable(),
});
export type TimelineEvent = z.infer<typeof TimelineEvent>;

export const TimelineQuery = z.strictObject({
  deployment: z.string(),
  fromMs: z.coerce.number().int().min(0),
  untilMs: z.coerce.number().int().min(0),
  instance: Address.optional(),
});
export type TimelineQuery = z.output<typeof TimelineQuery>;

export const Timeline = z.object({
  /** Newest first. */
  events: z.array(TimelineEvent),
  /** False when there were more than are shown: the oldest are left out. */
  isComplete: z.boolean(),
});
export type Timeline = z.infer<typeof Timeline>;

/** The phases follow each other; null where the events that bound one were not heard. */
const FailoverPhases = z.object({
  /** From the first sdown until a sentinel began the failover; null where nobody found the master down. */
  detectionMs: z.number().nullable(),
  electionMs: z.number().nullable(),
  /** From the election until the chosen replica was the master. */
  promotionMs: z.number().nullable(),
  /** Until the other replicas followed it. */
  reconfigurationMs: z.number().nullable(),
  totalMs: z.number().nullable(),
});

export const FailoverStory = z.object({
  id: z.string(),
  beganAt: z.number(),
  endedAt: z.number().nullable(),
  /** unknown: its end was never heard. */
  result: z.enum(["done", "aborted", "under way", "unknown"]),
  /** Why it was aborted. */
  abortedBecause: z.string().nullable(),
  /** odown: enough sentinels found the master down; asked: somebody sent SENTINEL FAILOVER. */
  cause: z.enum(["odown", "asked", "unknown"]),
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** The sentinel that led it. */
  leader: z.string().nullable(),
  epoch: z.number().nullable(),
  phases: FailoverPhases,
  /** The replicas that were made to follow the new master, in the order in which they did. */
  reconfiguredReplicas: z.array(z.string()),
  /** What it is made of, oldest first. */
  events: z.array(TimelineEvent),
});
export type FailoverStory = z.infer<typeof FailoverStory>;

export const FailoverStories = z.object({
  /** Newest first. */
  stories: z.array(FailoverStory),
});
export type FailoverStories = z.infer<typeof FailoverStories>;
