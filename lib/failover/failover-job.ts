import { z } from "zod";
import { defineJob, type JobRun } from "#lib/jobs/define-job.ts";
import { createStepLog } from "#lib/jobs/step-log.ts";
import { runAlone } from "./disruptive-job.ts";
import { keepRun } from "./failover-runs.ts";
import { finishInterrupted } from "./finish-interrupted.ts";
import { failOverNatively, NATIVE_STEPS } from "./native-failover.ts";
import { type FailoverWork, failOverSafely, SAFE_STEPS } from "./safe-failover.ts";
import type { FailoverReport } from "./schema.ts";

const FailoverOrder = z.object({ master: z.string(), holder: z.string() });
type Order = z.output<typeof FailoverOrder>;

export const safeFailoverJob = defineJob({
  name: "failover.safe",
  input: FailoverOrder,
  run: (job: JobRun<Order>) => runFailover(job, "safe", SAFE_STEPS, failOverSafely),
});

export const nativeFailoverJob = defineJob({
  name: "failover.native",
  input: FailoverOrder,
  run: (job: JobRun<Order>) => runFailover(job, "native", NATIVE_STEPS, failOverNatively),
});

async function runFailover(
  job: JobRun<Order>,
  mode: "safe" | "native",
  planned: typeof SAFE_STEPS | typeof NATIVE_STEPS,
  failOver: (work: FailoverWork) => Promise<FailoverReport>,
): Promise<FailoverReport> {
  const { services, deployment, input, attempt, report } = job;
  const connections = services.deployments.get(deployment);
  const steps = createStepLog(planned, services.now, (all) => {
    const ended = all.filter(({ state }) => state === "done" || state === "skipped").length;
    report({ fraction: ended / all.length, detail: { steps: all }, checkpoint: "begun" });
  });
  const result = await runAlone(job, "a failover", (signal) => {
    const work = { connections, steps, signal, master: input.master };
    // Nothing is asked for twice: after an interruption it only finishes what has begun.
    return attempt === 1 ? failOver(work) : finishInterrupted(work, mode);
  });
  await keepRun(job, mode, result);
  return result;
}
