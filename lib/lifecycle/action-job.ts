import { z } from "zod";
import { DomainError } from "#lib/errors.ts";
import { defineJob, type JobRun } from "#lib/jobs/define-job.ts";
import { assertStillAllowed } from "./assert-still-allowed.ts";
import { DISRUPTION, withHold } from "./holds.ts";
import { type JobOutput, openOutput } from "./output.ts";
import { ACTION_PARTICIPLES, assertProven, runOnInstance } from "./run-on-instance.ts";
import { type ActionOutcome, LifecycleAction } from "./schema.ts";

const Order = z.object({
  instance: z.string(),
  action: LifecycleAction,
  role: z.string().nullable(),
  /** Of the holds that were taken when it was ordered. */
  holder: z.string(),
});

/** One kind for each action; each goes on without the browser, and its lines are kept. */
export const lifecycleJobs = {
  start: jobFor("start"),
  stop: jobFor("stop"),
  restart: jobFor("restart"),
} as const satisfies Record<LifecycleAction, unknown>;

function jobFor(action: LifecycleAction) {
  return defineJob({
    name: `lifecycle.${action}`,
    input: Order,
    async run(job): Promise<ActionOutcome> {
      assertNotBegun(job);
      const output = await openOutput(job.services, job.id);
      try {
        return await carryOut(job, output);
      } finally {
        await output.close();
      }
    },
  });
}

/** Hours later it would be done to what has become of the instance since, and nobody would have looked. */
function assertNotBegun({ attempt, input: { instance } }: JobRun<z.output<typeof Order>>): void {
  if (attempt === 1) return;
  throw new DomainError(
    "CONFLICT",
    `The console stopped in the middle of it, so nothing was repeated on ${instance}.`,
    {
      where: instance,
      advice: "The Instances page shows what came of it. Plan anew when it is still wanted.",
    },
  );
}

async function carryOut(job: JobRun<z.output<typeof Order>>, output: JobOutput): Promise<ActionOutcome> {
  const { services, deployment, actor, input, signal } = job;
  const { instance, action, holder } = input;
  const act = async (lost?: AbortSignal) => {
    await assertStillAllowed(services.deployments.get(deployment), input);
    output.line("[CONSOLE] Looked once more: nothing speaks against it.");
    job.report({ fraction: 0.1, checkpoint: "begun" });
    const outcome = await runOnInstance({
      services,
      deployment,
      instance,
      action,
      who: actor.name,
      holder,
      signal: lost === undefined ? signal : AbortSignal.any([signal, lost]),
      onOutput: output.line,
    });
    output.line(`[CONSOLE] ${outcome.message}`);
    return assertProven(outcome);
  };
  if (action === "start") return act();
  const what = `${instance} is being ${ACTION_PARTICIPLES[action]}`;
  return withHold(services, { deployment, subject: DISRUPTION, what, who: actor.name, holder }, act);
}
