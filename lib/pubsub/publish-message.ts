import { showKey } from "#lib/cache/show-bytes.ts";
import { defineOperation } from "#lib/operation.ts";
import { encodeMessage } from "./encode-message.ts";
import { type Published, PublishInput } from "./schema.ts";
import { openEarOrSayWhyNot, sendMessage } from "./send-message.ts";
import { assertTransport, targetChannel } from "./target-channel.ts";

const ROUND_TRIP_WITHIN_MS = 1_000;

/** One test message, once, to a channel whose readers can take it. */
export const publishMessage = defineOperation({
  name: "pubsub.publish",
  summary: "publish test messages",
  kind: "change",
  roles: ["engineer", "sre"],
  input: PublishInput,
  target: ({ deployment, channel }) => ({
    deployment,
    shown: `channel ${showKey(Buffer.from(channel, "base64url"), 200)}`,
  }),
  count: ({ receivers }: Published) => receivers ?? 0,
  async run({ services }, { deployment, channel, body, confirm }): Promise<Published> {
    const connections = services.deployments.get(deployment);
    const target = targetChannel(connections.config, channel, confirm);
    const payload = encodeMessage(target.keyspace, target.channel, body);
    const master = await connections.master(target.keyspace.db, "write");
    await assertTransport(master, target);
    const { ear, note } = await openEarOrSayWhyNot(connections, master.address, target);
    try {
      const { sentAt, ...sent } = await sendMessage(connections, master, target, payload, ear);
      const heardAt = await ear?.whenHeard(ROUND_TRIP_WITHIN_MS);
      return {
        ...sent,
        outcome: sent.receivers === null ? "seen" : "published",
        instance: master.address,
        roundTripMs: heardAt === undefined ? null : heardAt - sentAt,
        roundTripNote: note ?? (heardAt === undefined ? "The console's own subscription did not receive it." : null),
        bytes: payload.length,
        at: services.now(),
      };
    } finally {
      ear?.close();
    }
  },
});
