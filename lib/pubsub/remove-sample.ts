import { DomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import { RemoveSampleInput } from "./schema.ts";

export const removeSample = defineOperation({
  name: "pubsub.remove-sample",
  summary: "remove saved test messages",
  kind: "change",
  roles: ["engineer", "sre"],
  input: RemoveSampleInput,
  target: ({ deployment, id }) => ({ deployment, shown: `sample ${id}` }),
  async run({ services: { deployments, store } }, { deployment, id }) {
    const removed = await store.db
      .deleteFrom("pubsub_sample")
      .where("deployment", "=", deployments.get(deployment).name)
      .where("id", "=", id)
      .executeTakeFirst();
    if (Number(removed.numDeletedRows) === 0) {
      throw new DomainError("NOT_FOUND", "There is no such saved message.", {
        advice: "Somebody else may have removed it: reload the page.",
      });
    }
    return { id };
  },
});
