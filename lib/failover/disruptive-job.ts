import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { OperationContext } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import type { JobKind, JobRun } from "#lib/jobs/define-job.ts";
import type { StartedJob } from "#lib/jobs/schema.ts";
import { startJob } from "#lib/jobs/start-job.ts";
import { DISRUPTION, letGo, takeHold, withHold } from "#lib/lifecycle/holds.ts";

interface Begin<Input> {
  deployment: string;
  title: string;
  /** Completes "is at work here already": "a safe failover". */
  what: string;
  input: Input;
}

/** Starts what must be alone in its deployment: nobody else may begin from here until the job has ended. */
export async function startDisruptive<Input extends z.ZodType, Output>(
  ctx: OperationContext,
  kind: JobKind<Input, Output>,
  { deployment, title, what, input }: Begin<Omit<z.input<Input>, "holder">>,
): Promise<StartedJob> {
  const hold = { deployment, subject: DISRUPTION, what, who: ctx.actor.name, holder: randomUUID() };
  await takeHold(ctx.services, hold);
  try {
    // The compiler does not see that the rest of the input and the holder are the whole of it.
    const whole = { ...input, holder: hold.holder } as unknown as z.input<Input>;
    return await startJob(ctx, kind, { deployment, title, input: whole });
  } catch (thrown) {
    await letGo(ctx.services, hold);
    throw thrown;
  }
}

/** Runs such a job alone; the signal given fires also when the hold was lost. */
export function runAlone<T>(
  { services, deployment, actor, signal, input }: JobRun<{ holder: string }>,
  what: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const hold = { deployment, subject: DISRUPTION, what, who: actor.name, holder: input.holder };
  return withHold(services, hold, async (lost) => {
    const result = await work(AbortSignal.any([signal, lost]));
    if (lost.aborted && !signal.aborted && isCutShort(result)) {
      throw new DomainError(
        "CONFLICT",
        `Somebody else may be at work on ${deployment} by now, so ${what} was stopped.`,
        {
          where: deployment,
          advice: "What was done until then stands. Look at the overview, then plan anew.",
        },
      );
    }
    return result;
  });
}

function isCutShort(result: unknown): boolean {
  return typeof result === "object" && result !== null && "isStopped" in result && result.isStopped === true;
}
