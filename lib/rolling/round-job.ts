import { z } from "zod";
import { runAlone } from "#lib/failover/disruptive-job.ts";
import { defineJob, type JobRun } from "#lib/jobs/define-job.ts";
import { openOutput } from "#lib/lifecycle/output.ts";
import { goRound } from "./go-round.ts";
import { type RoundReport, RoundStop } from "./schema.ts";

export const ROUND_WHAT = "a rolling restart";

const RoundOrder = z.object({ stops: z.array(RoundStop), master: z.string(), holder: z.string() });
export type RoundOrder = z.output<typeof RoundOrder>;

/** One instance at a time, however long it takes; taken up again it goes on with what has not been restarted. */
export const roundJob = defineJob({
  name: "rolling.restart",
  input: RoundOrder,
  count: ({ restarted }: RoundReport) => restarted.length,
  run: (job: JobRun<RoundOrder>): Promise<RoundReport> =>
    runAlone(job, ROUND_WHAT, async (signal) => {
      const output = await openOutput(job.services, job.id);
      try {
        return await goRound({ ...job, signal }, output.line);
      } finally {
        await output.close();
      }
    }),
});
