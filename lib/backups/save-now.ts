import type { StartedJob } from "#lib/jobs/schema.ts";
import { startJob } from "#lib/jobs/start-job.ts";
import { defineOperation } from "#lib/operation.ts";
import { saveJob } from "./save-job.ts";
import { assertMaySave } from "./save-state-of.ts";
import { SaveNowInput } from "./schema.ts";

/** Writes an instance's data to its dump file now, in a process of its own (BGSAVE). */
export const saveNow = defineOperation({
  name: "backup.save",
  summary: "save an instance's data to disk",
  kind: "change",
  roles: ["sre"],
  input: SaveNowInput,
  target: ({ deployment, instance }) => ({ deployment, shown: instance }),
  async run(ctx, { deployment, instance }): Promise<StartedJob> {
    await assertMaySave(ctx.services.deployments.get(deployment), instance);
    return startJob(ctx, saveJob, { deployment, title: `Save ${instance}`, input: { instance } });
  },
});
