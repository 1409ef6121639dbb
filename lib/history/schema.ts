import { z } from "zod";

const values = z.array(z.number().nullable());

/** Measures at equal steps; null where nothing was measured. */
export const MetricHistory = z.object({
  fromMs: z.number(),
  stepMs: z.number(),
  opsPerSecond: values,
  usedMemoryBytes: values,
  maxMemoryBytes: values,
  hitRate: values,
  clients: values,
  /** The largest within a step, so that a short peak stays to be seen. */
  lagBytes: values,
  evictionsPerSecond: values,
  /** When another instance became the master, and which. */
  masterChanges: z.array(z.object({ at: z.number(), to: z.string() })),
  /** What was measured before is no longer kept. */
  keptFromMs: z.number(),
});
export type MetricHistory = z.infer<typeof MetricHistory>;

const time = z.coerce.number().int().min(0);

/** The last hours, or from one time to another; without either the last hour. Numbers may come as text from an address. */
export const HistoryRange = z
  .strictObject({
    hours: z.coerce.number().int().min(1).max(24).optional(),
    fromMs: time.optional(),
    untilMs: time.optional(),
  })
  .refine(({ fromMs, untilMs }) => (fromMs === undefined) === (untilMs === undefined), "needs both ends or none")
  .refine(({ fromMs = 0, untilMs = 1 }) => fromMs < untilMs, "must begin before it ends");
export type HistoryRange = z.infer<typeof HistoryRange>;
