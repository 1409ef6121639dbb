import type { JobRun } from "#lib/jobs/define-job.ts";
import { log } from "#lib/log.ts";
import { keepValues, type ValueKeeper, type Whose } from "./keep-values.ts";
import type { Undo, UndoDetail } from "./schema.ts";

type Job = Pick<JobRun<unknown>, "id" | "actor" | "services" | "checkpoint" | "report">;

/** Goes with the progress of a job that has begun to delete: whoever takes it up again learns that something may be gone already. */
export const HAS_BEGUN = { hasBegun: true };

/**
 * Keeps what a job deletes, however it ends: one that is taken up again goes on with what its first attempt has kept, and
 * one that fails leaves the way back in its detail.
 */
export async function keepForJob<Done>(
  job: Job,
  whose: Omit<Whose, "userId" | "job">,
  work: (keep: ValueKeeper["keep"]) => Promise<Done>,
): Promise<{ done: Done; undo: Undo }> {
  const attempt = { id: job.id, hasBegun: job.checkpoint !== null };
  const keeper = await keepValues(job.services, { ...whose, userId: job.actor.userId, job: attempt });
  const tell = (undo: Undo) => job.report({ detail: { undo } satisfies UndoDetail });
  // Also of a console that dies in the middle it is known what it had kept.
  const keep: ValueKeeper["keep"] = async (keys, address) => {
    await keeper.keep(keys, address);
    const undo = keeper.soFar();
    if (undo.offer !== null) tell(undo);
  };
  const finish = async () => {
    const undo = await keeper.finish();
    tell(undo);
    return undo;
  };
  try {
    const done = await work(keep);
    return { done, undo: await finish() };
  } catch (thrown) {
    await finish().catch((lost: unknown) => log.error("what a job had kept is lost", { job: job.id, thrown: lost }));
    throw thrown;
  }
}
