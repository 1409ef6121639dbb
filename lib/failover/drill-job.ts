import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { DomainError } from "#lib/errors.ts";
import { defineJob, type JobRun } from "#lib/jobs/define-job.ts";
import { createStepLog } from "#lib/jobs/step-log.ts";
import { startCanary } from "./canary.ts";
import { runAlone } from "./disruptive-job.ts";
import { keepRun } from "./failover-runs.ts";
import { failOverNatively, NATIVE_STEPS } from "./native-failover.ts";
import { failOverSafely, SAFE_STEPS } from "./safe-failover.ts";
import { type DrillReport, FailoverMode } from "./schema.ts";
import { takeStock } from "./take-stock.ts";

const WRITES_BEFORE = 50;
const WRITES_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 50;
export const DRILL_WHAT = "a failover drill";

const DrillOrder = z.object({ mode: FailoverMode, holder: z.string() });
type Order = z.output<typeof DrillOrder>;

/** A failover under a writer of its own, which tells what an application would have met. */
export const drillJob = defineJob({
  name: "failover.drill",
  input: DrillOrder,
  run: (job: JobRun<Order>) => runAlone(job, DRILL_WHAT, (signal) => drill(job, signal)),
});

async function drill(job: JobRun<Order>, signal: AbortSignal): Promise<DrillReport> {
  const { services, deployment, input, checkpoint, report, id } = job;
  if (checkpoint !== null) {
    throw new DomainError("CONFLICT", "The console stopped in the middle of the drill, so it has measured nothing.", {
      advice: "Look at the overview, then run it anew.",
    });
  }
  const connections = services.deployments.get(deployment);
  assertMayDrill(connections.config.environment.production);
  const isSafe = input.mode === "safe";
  const steps = createStepLog(isSafe ? SAFE_STEPS : NATIVE_STEPS, services.now, (all) => {
    const ended = all.filter(({ state }) => state === "done" || state === "skipped").length;
    report({ fraction: ended / (all.length + 1), detail: { steps: all }, checkpoint: "begun" });
  });
  const { master } = await takeStock(connections);
  const canary = startCanary(connections, id);
  await untilItWrites(canary);
  if (canary.count() === 0) {
    await canary.stop();
    throw new DomainError("CONFLICT", "The drill's own writer could not write, so nothing was switched or measured.", {
      advice: "Look whether the deployment takes writes from the user for failovers, then run it anew.",
    });
  }
  const outcome = await (isSafe ? failOverSafely : failOverNatively)({ connections, steps, signal, master }).then(
    (failover) => ({ failover }),
    (thrown: unknown) => ({ thrown }),
  );
  const met = await canary.stop();
  if ("thrown" in outcome) throw outcome.thrown;
  const result: DrillReport = { failover: outcome.failover, canary: met, isStopped: false };
  await keepRun(job, "drill", result);
  return result;
}

/** A writer that has not begun would meet nothing. */
async function untilItWrites({ count }: ReturnType<typeof startCanary>): Promise<void> {
  const deadline = performance.now() + WRITES_WITHIN_MS;
  while (count() < WRITES_BEFORE && performance.now() < deadline) await delay(LOOK_EVERY_MS);
}

export function assertMayDrill(isProduction: boolean): void {
  if (!isProduction) return;
  throw new DomainError("FORBIDDEN", "A drill is not run on a deployment that is marked as production.", {
    advice: "Rehearse on another one; a safe failover can be run here for real.",
  });
}
