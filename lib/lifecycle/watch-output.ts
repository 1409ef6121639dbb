import { setTimeout as delay } from "node:timers/promises";
import type { OperationContext } from "#lib/context.ts";
import { jobFor } from "#lib/jobs/job-rows.ts";
import { JobState } from "#lib/jobs/schema.ts";
import { defineOperation } from "#lib/operation.ts";
import { type JobOutputPart, WatchOutputInput } from "./schema.ts";

const LOOK_EVERY_MS = 300;
const ENDED: readonly JobState[] = ["succeeded", "failed", "cancelled", "interrupted", "unknown"];

/** What a job says, from its first line on, as it says it; ends with the job. */
export const watchOutput = defineOperation({
  name: "lifecycle.watch-output",
  summary: "follow what a lifecycle job says",
  kind: "read",
  roles: ["sre", "admin"],
  input: WatchOutputInput,
  async run(ctx, { deployment, id }): Promise<AsyncIterable<JobOutputPart>> {
    // What does not exist is said before the first byte.
    await jobFor(ctx.services.store, ctx.actor, deployment, id);
    return follow(ctx, deployment, id);
  },
});

async function* follow(
  { services: { store }, actor, signal }: OperationContext,
  deployment: string,
  id: string,
): AsyncGenerator<JobOutputPart> {
  let next = 0;
  let before: string | undefined;
  while (!signal.aborted) {
    // The state comes first: a job that has ended has stored its last line before.
    const job = await jobFor(store, actor, deployment, id);
    const state = JobState.parse(job.state);
    const rows = await store.db
      .selectFrom("job_output")
      .select(["nth", "at", "line"])
      .where("job_id", "=", id)
      .where("nth", ">=", next)
      .orderBy("nth")
      .execute();
    if (rows.length > 0 || state !== before) {
      const lines = rows.map(({ nth, at, line: text }) => ({ nth, at, text }));
      yield { lines, state, title: job.title, userName: job.user_name, error: job.error_message };
    }
    next = (rows.at(-1)?.nth ?? next - 1) + 1;
    before = state;
    if (ENDED.includes(state)) return;
    await delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}
