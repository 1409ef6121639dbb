import { z } from "zod";

export const HealthState = z.enum(["ok", "warning", "critical", "unknown"]);
export type HealthState = z.infer<typeof HealthState>;

/** A number behind a judgement: snake case, the unit last (`memory_ratio`, `lag_bytes`); a limit that is null does not apply. */
export const CheckFigure = z.object({
  name: z.string(),
  value: z.number(),
  warning: z.number().nullable(),
  critical: z.number().nullable(),
  /** Whether it is bad to be below the limits rather than at or above them. */
  isBelow: z.boolean(),
});
export type CheckFigure = z.infer<typeof CheckFigure>;

/** One judgement; value and threshold are written as people read them. */
export const HealthCheck = z.object({
  id: z.string(),
  label: z.string(),
  state: HealthState,
  /** host:port it is about; null for the deployment as a whole. */
  instance: z.string().nullable(),
  /** The finding as a clause: "replica 10.0.0.3:6379 is 48 MiB behind". */
  headline: z.string(),
  value: z.string(),
  threshold: z.string().nullable(),
  meaning: z.string(),
  advice: z.string().nullable(),
  figures: z.array(CheckFigure),
});
export type HealthCheck = z.infer<typeof HealthCheck>;

export const HealthReport = z.object({
  state: HealthState,
  /** "Warning: replica 10.0.0.3:6379 is 48 MiB behind." */
  sentence: z.string(),
  checks: z.array(HealthCheck),
});
export type HealthReport = z.infer<typeof HealthReport>;

/** One check as other tools write it, to copy. */
export const CheckFaces = z.object({
  nagios: z.string(),
  json: z.string(),
  /** How to get the same from a terminal. */
  command: z.string(),
});
export type CheckFaces = z.infer<typeof CheckFaces>;
