import { showKey } from "#lib/cache/show-bytes.ts";
import { defineOperation } from "#lib/operation.ts";
import { ListSamplesInput, MessageBody, type PubsubSamples } from "./schema.ts";

/** Saved test messages of a deployment, for whoever may publish. */
export const listSamples = defineOperation({
  name: "pubsub.samples",
  summary: "see saved test messages",
  kind: "read",
  roles: ["engineer", "sre"],
  input: ListSamplesInput,
  async run({ services }, { deployment }): Promise<PubsubSamples> {
    const rows = await services.store.db
      .selectFrom("pubsub_sample")
      .selectAll()
      .where("deployment", "=", services.deployments.get(deployment).name)
      .orderBy("label")
      .orderBy("id")
      .limit(500)
      .execute();
    const samples = rows.flatMap(({ id, channel, label, body, user_name, saved_at }) => {
      const parsed = MessageBody.safeParse(JSON.parse(body));
      if (!parsed.success) return [];
      const channelName = showKey(Buffer.from(channel, "base64url"), 200);
      return [{ id, channel, channelName, label, body: parsed.data, savedBy: user_name, savedAt: saved_at }];
    });
    return { samples };
  },
});
