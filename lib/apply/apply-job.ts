import { z } from "zod";
import { runAlone } from "#lib/failover/disruptive-job.ts";
import { defineJob, type JobRun } from "#lib/jobs/define-job.ts";
import { goApply } from "./go-apply.ts";
import { ApplyOrder, type ApplyReport } from "./schema.ts";

export const APPLY_WHAT = "a change of configuration";

const ApplyWork = z.object({ orders: z.array(ApplyOrder), holder: z.string() });
export type ApplyWork = z.output<typeof ApplyWork>;

/** Taken up again after an interruption, it goes by what is set, not by a list. */
export const applyJob = defineJob({
  name: "config.apply",
  input: ApplyWork,
  count: ({ applied }: ApplyReport) => applied.length,
  run: (job: JobRun<ApplyWork>): Promise<ApplyReport> =>
    runAlone(job, APPLY_WHAT, (signal) => goApply({ ...job, signal })),
});
