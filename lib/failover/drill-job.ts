import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { DomainError } from "#lib/errors.ts";
import { defineJob, type JobRun } from "#lib/jobs/define-job.ts";
import { createStepLog } from "#lib/jobs/step-log.ts";
import { assertStillAllowed } from "#lib/lifecycle/assert-still-allowed.ts";
import { assertProven, runOnInstance } from "#lib/lifecycle/run-on-instance.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { startCanary } from "./canary.ts";
import { runAlone } from "./disruptive-job.ts";
import { keepRun } from "./failover-runs.ts";
import { hearFailover } from "./hear-failover.ts";
import { failOverNatively, NATIVE_STEPS } from "./native-failover.ts";
import { failOverSafely, SAFE_STEPS } from "./safe-failover.ts";
import { type DrillReport, FailoverMode } from "./schema.ts";
import { STOP_STEPS, stopMaster } from "./stop-master.ts";
import { takeStock } from "./take-stock.ts";
import { timeFailover } from "./time-failover.ts";

const WRITES_BEFORE = 50;
const WRITES_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 50;
export const DRILL_WHAT = "a failover drill";

const DrillOrder = z.object({ mode: FailoverMode, holder: z.string() });
type Order = z.output<typeof DrillOrder>;
/** The instance that is down by the drill's own doing. */
const Checkpoint = z.object({ stopping: z.string().nullable() });

/** A failover under a writer of its own, which tells what an application would have met. */
export const drillJob = defineJob({
  name: "failover.drill",
  input: DrillOrder,
  run: (job: JobRun<Order>) => runAlone(job, DRILL_WHAT, (signal) => drill(job, signal)),
});

async function drill(job: JobRun<Order>, signal: AbortSignal): Promise<DrillReport> {
  const { services, deployment, input, attempt, report, id } = job;
  const connections = services.deployments.get(deployment);
  if (attempt > 1) throw await interrupted(job, connections);
  assertMayDrill(connections.config.environment.production);
  let stopping: string | null = null;
  const steps = createStepLog(WAYS[input.mode].steps, services.now, (all) => {
    const ended = all.filter(({ state }) => state === "done" || state === "skipped").length;
    report({ fraction: ended / (all.length + 1), detail: { steps: all }, checkpoint: { stopping } });
  });
  const { master, sentinels } = await takeStock(connections);
  const canary = startCanary(connections, id);
  await untilItWrites(canary);
  if (canary.count() === 0) {
    await canary.stop();
    throw new DomainError("CONFLICT", "The drill's own writer could not write, so nothing was switched or measured.", {
      advice: "Look whether the deployment takes writes from the user for failovers, then run it anew.",
    });
  }
  const ear = await hearFailover(connections);
  const onStopping = (instance: string) => {
    stopping = instance;
    report({ checkpoint: { stopping } });
    return job.stored();
  };
  const who = job.actor.name;
  const outcome = await WAYS[input.mode].run({ connections, steps, signal, master, services, who, onStopping }).then(
    (switched) => ({ switched }),
    (thrown: unknown) => ({ thrown }),
  );
  ear.stop();
  const met = await canary.stop();
  if ("thrown" in outcome) throw outcome.thrown;
  const { lostAt, ...failover } = { lostAt: undefined, ...outcome.switched };
  const times = timeFailover(ear.heard(), sentinels.length, lostAt);
  const result: DrillReport = { failover, times, canary: met, isStopped: false };
  await keepRun(job, "drill", result);
  return result;
}

const WAYS = {
  safe: { steps: SAFE_STEPS, run: failOverSafely },
  native: { steps: NATIVE_STEPS, run: failOverNatively },
  stop: { steps: STOP_STEPS, run: stopMaster },
} as const;

/** It has measured nothing; a master that it had stopped is started again, if that may be done. */
async function interrupted(job: JobRun<Order>, connections: DeploymentConnections): Promise<DomainError> {
  const { services, deployment, actor } = job;
  const stopped = Checkpoint.safeParse(job.checkpoint).data?.stopping ?? null;
  let words = "";
  if (stopped !== null) {
    await assertStillAllowed(connections, { instance: stopped, action: "start", role: null });
    const order = { services, deployment, instance: stopped, action: "start" as const, who: actor.name };
    words = ` ${assertProven(await runOnInstance(order)).message}`;
  }
  return new DomainError(
    "CONFLICT",
    `The console stopped in the middle of the drill, so it has measured nothing.${words}`,
    {
      advice: "Look at the overview and on the Instances page, then run it anew.",
    },
  );
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
