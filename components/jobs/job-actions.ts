import type { RestoreUndo } from "#components/undo/restore-undo.ts";
import type { Job } from "#lib/jobs/schema.ts";
import type { Result } from "#lib/result.ts";

type JobAction = (input: { deployment: string; id: string }) => Promise<Result<Job>>;

/** What the page hands down: the server's actions, each deciding by itself who may. */
export interface JobActions {
  cancelJob: JobAction;
  resumeJob: JobAction;
  restoreUndo: RestoreUndo;
  confirmIdentity(input: { password: string }): Promise<Result<unknown>>;
}
