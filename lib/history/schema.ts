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
  lagBytes: values,
  evictionsPerSecond: values,
});
export type MetricHistory = z.infer<typeof MetricHistory>;
