import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { DomainError } from "#lib/errors.ts";
import { keepRun } from "#lib/failover/failover-runs.ts";
import { judgeStock } from "#lib/failover/judge-stock.ts";
import { failOverSafely, SAFE_STEPS } from "#lib/failover/safe-failover.ts";
import type { FailoverReport } from "#lib/failover/schema.ts";
import { type Stock, takeStock } from "#lib/failover/take-stock.ts";
import type { JobRun } from "#lib/jobs/define-job.ts";
import { createStepLog } from "#lib/jobs/step-log.ts";
import { restartOne, untilOfUse } from "./restart-one.ts";
import type { RoundOrder } from "./round-job.ts";
import { RoundReport } from "./schema.ts";
import { wasRestarted } from "./was-restarted.ts";

const REST_LOOK_EVERY_MS = 300;
/** Instances that have just restarted rewrite their append-only file; that is waited for. */
const READY_WITHIN_MS = 5 * 60_000;
const READY_LOOK_EVERY_MS = 500;

const Checkpoint = z.object({ begunAt: z.number(), restarted: RoundReport.shape.restarted });
type Checkpoint = z.output<typeof Checkpoint>;

/** By what is so now, not by a list: so it finds its place again after an interruption. */
export async function goRound(job: JobRun<RoundOrder>, onOutput: (line: string) => void): Promise<RoundReport> {
  const { services, deployment, input, checkpoint, signal } = job;
  const startedAt = performance.now();
  const connections = services.deployments.get(deployment);
  const { begunAt, restarted } = Checkpoint.safeParse(checkpoint).data ?? { begunAt: services.now(), restarted: [] };
  const steps = createRoundSteps(job, { begunAt, restarted });
  const report = { restarted, failover: null as FailoverReport | null };
  let master = input.master;
  for (const [index, stop] of input.stops.entries()) {
    if (signal.aborted || (await restedUntilStopped(job))) {
      const left = input.stops.slice(index).map(({ name }) => name);
      return { ...report, totalMs: Math.round(performance.now() - startedAt), left, isStopped: true };
    }
    const isListed = restarted.some(({ name }) => name === stop.name);
    if (isListed || (await wasRestarted(connections, stop, begunAt, services.now()))) {
      const stock = await takeStock(connections);
      // It may still be catching up; the master of now is waited for by nobody.
      if (stop.address !== stock.master)
        await steps.run(stop.name, (say) => untilOfUse({ connections, stop, stock, signal, say }));
      steps.skip(stop.name, "Restarted already, before the console stopped.");
      if (stop.role === "master") steps.skip(FAILOVER, "Done already, before the console stopped.");
      continue;
    }
    const stock = await takeStock(connections);
    // After an interruption the switch may have happened already.
    if (checkpoint !== null && master === input.master) master = stock.master;
    assertNoSurprise(stock, master);
    if (stop.address === stock.master) {
      const switched = await steps.run(FAILOVER, (say) => failOverWithin(job, stock, say, onOutput));
      report.failover = switched;
      master = switched.to;
    } else if (stop.role === "master") {
      steps.skip(FAILOVER, `${stop.address} is no longer the master.`);
    }
    const after = { services, connections, stop, who: job.actor.name, signal, onOutput };
    await steps.run(stop.name, async (say) => {
      restarted.push(await restartOne({ ...after, stock: await takeStock(connections), say }));
    });
  }
  return { ...report, totalMs: Math.round(performance.now() - startedAt), left: [], isStopped: false };
}

const FAILOVER = "failover";

function createRoundSteps({ input, services, report }: JobRun<RoundOrder>, done: Checkpoint) {
  const planned = input.stops.flatMap(({ name, role, address }) => [
    ...(role === "master" ? [{ id: FAILOVER, title: `Fail over from ${address} without losing a write` }] : []),
    { id: name, title: `Restart ${name}, ${role === "master" ? "the old master" : `a ${role}`} at ${address}` },
  ]);
  return createStepLog(planned, services.now, (all) => {
    const ended = all.filter(({ state }) => state === "done" || state === "skipped").length;
    report({ fraction: ended / all.length, detail: { steps: all }, checkpoint: done });
  });
}

/** Waits as long as somebody wants it to rest; true when it was stopped meanwhile. */
async function restedUntilStopped({ isPauseAsked, signal }: JobRun<RoundOrder>): Promise<boolean> {
  while (isPauseAsked() && !signal.aborted) await delay(REST_LOOK_EVERY_MS);
  return signal.aborted;
}

function assertNoSurprise({ master }: Stock, expected: string): void {
  if (master === expected) return;
  throw new DomainError(
    "CONFLICT",
    `The master is ${master}, and was to be ${expected}: somebody else has failed over.`,
    {
      where: master,
      advice: "The round stopped here, and nothing more was restarted. Look at the overview, then plan anew.",
    },
  );
}

async function failOverWithin(
  job: JobRun<RoundOrder>,
  stock: Stock,
  say: (words: string) => void,
  onOutput: (line: string) => void,
): Promise<FailoverReport> {
  const { services, deployment, signal } = job;
  const connections = services.deployments.get(deployment);
  const deadline = performance.now() + READY_WITHIN_MS;
  for (let seen = stock; ; seen = await takeStock(connections)) {
    const first = judgeStock(seen, connections.config.thresholds).find(({ state }) => state === "refused");
    // Whatever still is in the way then, the failover itself says and refuses.
    if (first === undefined || signal.aborted || performance.now() > deadline) break;
    say(`Waiting until it can fail over: ${first.words}`);
    await delay(READY_LOOK_EVERY_MS);
  }
  const steps = createStepLog(SAFE_STEPS, services.now, (all) => {
    const { title, words } = all.findLast(({ state }) => state !== "waiting") ?? { title: "", words: "" };
    say(words === "" ? title : `${title}: ${words}`);
  });
  const report = await failOverSafely({ connections, steps, signal, master: stock.master });
  onOutput(`[CONSOLE] ${report.from} was failed over to ${report.to}; writes waited for ${report.pausedMs} ms.`);
  await keepRun(job, "safe", report);
  if (report.isWhole) return report;
  throw new DomainError(
    "CONFLICT",
    `It was switched to ${report.to}, and not everybody is back. ${report.notes.join(" ")}`,
    {
      where: report.to,
      advice: "The round stopped here, before the old master was restarted. Look at the overview.",
    },
  );
}
