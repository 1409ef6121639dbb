import { z } from "zod";

export const ReplicaVerdict = z.object({
  address: z.string(),
  isChosen: z.boolean(),
  /** Why a sentinel would pass it over; null: it could be promoted. */
  obstacle: z.string().nullable(),
  /** Why another one would be taken instead. */
  behind: z.string().nullable(),
});
export type ReplicaVerdict = z.infer<typeof ReplicaVerdict>;

/** What the sentinels would do now, by their own rules. */
export const Forecast = z.object({
  /** If the master died: null when they would fail over, else why not. */
  automaticObstacle: z.string().nullable(),
  /** If somebody asked for it. */
  manualObstacle: z.string().nullable(),
  chosen: z.string().nullable(),
  /** Another sentinel, leading, would choose differently. */
  dissent: z.string().nullable(),
  replicas: z.array(ReplicaVerdict),
  /** What the chosen one lacks; null when nobody knows. */
  riskBytes: z.number().nullable(),
  riskSeconds: z.number().nullable(),
});
export type Forecast = z.infer<typeof Forecast>;
