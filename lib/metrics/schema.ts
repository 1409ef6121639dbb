import { z } from "zod";

/** One check as PromQL for one place, to paste into Prometheus. */
export const CheckQueries = z.object({
  queries: z.array(z.object({ alert: z.string(), severity: z.enum(["warning", "critical"]), promql: z.string() })),
});
export type CheckQueries = z.infer<typeof CheckQueries>;
