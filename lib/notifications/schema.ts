import { z } from "zod";

/** The states that are told; what cannot be known changes nothing. */
export const ToldState = z.enum(["ok", "warning", "critical"]);
export type ToldState = z.infer<typeof ToldState>;

/** What one message says, whatever shape it is sent in; `at` in ms since the epoch. */
export const Notice = z.object({
  id: z.string(),
  /** flapping: it changes too often to be told each time; steady: it no longer does. */
  kind: z.enum(["state", "flapping", "steady", "test"]),
  at: z.number(),
  deployment: z.object({ name: z.string(), label: z.string(), environment: z.string() }),
  check: z.object({ id: z.string(), label: z.string() }),
  instance: z.string().nullable(),
  oldState: ToldState,
  newState: ToldState,
  headline: z.string(),
  value: z.string().nullable(),
  threshold: z.string().nullable(),
  advice: z.string().nullable(),
  link: z.string(),
});
export type Notice = z.infer<typeof Notice>;

export const TargetStatus = z.object({
  name: z.string(),
  kind: z.enum(["webhook", "slack"]),
  minimum: z.enum(["warning", "critical"]),
  /** null for all. */
  deployments: z.array(z.string()).nullable(),
  /** Of the URL, which holds secrets, the host alone; null while it cannot be read. */
  host: z.string().nullable(),
  waiting: z.number(),
  lastDeliveredAt: z.number().nullable(),
  /** What went wrong last; a later delivery does not take it away. */
  lastFailure: z.object({ at: z.number(), words: z.string() }).nullable(),
});
export type TargetStatus = z.infer<typeof TargetStatus>;
