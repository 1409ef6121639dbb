import { isDomainError } from "#lib/errors.ts";
import { mayKeep, toJob } from "#lib/jobs/job-rows.ts";
import { defineOperation } from "#lib/operation.ts";
import type { Seal } from "#lib/seal.ts";
import type { JobRow } from "#lib/store/tables.ts";
import { bigKeysJob, SAMPLE_PURPOSE } from "./big-keys-job.ts";
import { InspectInput } from "./inspect-input.ts";
import { bigKeysTitle } from "./sample-big-keys.ts";
import { type BigKeyLook, BigKeySample } from "./schema.ts";

/** How the newest sample of an instance stands and what it has found, whoever started it. */
export const readBigKeys = defineOperation({
  name: "inspect.big-keys",
  summary: "see the big keys that were found",
  kind: "read",
  roles: ["engineer", "sre"],
  input: InspectInput,
  async run({ services: { store, deployments, seal, now }, actor }, { deployment, instance }): Promise<BigKeyLook> {
    const row = await store.db
      .selectFrom("job")
      .selectAll()
      .where("deployment", "=", deployments.get(deployment).name)
      .where("kind", "=", bigKeysJob.name)
      .where("title", "=", bigKeysTitle(instance))
      .orderBy("created_at", "desc")
      .limit(1)
      .executeTakeFirst();
    if (row === undefined) return { job: null, sample: null };
    const { id, state, fraction, userName, isOwn, isCancelAsked, error } = toJob(row, actor, now());
    const mayCancel = isOwn || mayKeep(actor);
    return { job: { id, state, fraction, userName, mayCancel, isCancelAsked, error }, sample: sampleIn(row, seal) };
  },
});

/** What was sealed under an older secret of the console nobody can open any more, so it is as if nobody had looked. */
function sampleIn({ checkpoint }: JobRow, seal: Seal): BigKeySample | null {
  if (checkpoint === null) return null;
  try {
    const opened = seal.open(SAMPLE_PURPOSE, String(JSON.parse(checkpoint)));
    return BigKeySample.parse(JSON.parse(opened.toString("utf8")));
  } catch (thrown) {
    if (isDomainError(thrown)) return null;
    throw thrown;
  }
}
