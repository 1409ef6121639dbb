import { randomUUID } from "node:crypto";
import { showKey } from "#lib/cache/show-bytes.ts";
import { type DomainError, isDomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { listInstances, type NamedInstance } from "#lib/redis/list-instances.ts";
import { type Ear, openEar } from "./ear.ts";
import { encodeMessage } from "./encode-message.ts";
import { type MessageBody, type Receipt, ReceiptInput, type ReceiptOfInstance } from "./schema.ts";
import { sendMessage } from "./send-message.ts";
import { assertTransport, type TargetChannel, targetChannel } from "./target-channel.ts";

const ARRIVES_WITHIN_MS = 2_000;

/** Publishes a number that nobody has seen before, and listens on every instance for it. */
export const sendReceipt = defineOperation({
  name: "pubsub.receipt",
  summary: "test the delivery of messages",
  kind: "change",
  roles: ["engineer", "sre"],
  input: ReceiptInput,
  target: ({ deployment, channel }) => ({
    deployment,
    shown: `channel ${showKey(Buffer.from(channel, "base64url"), 200)}`,
  }),
  count: ({ instances }: Receipt) => instances.filter(({ arrivedMs }) => arrivedMs !== null).length,
  async run({ services }, { deployment, channel, confirm }): Promise<Receipt> {
    const connections = services.deployments.get(deployment);
    const target = targetChannel(connections.config, channel, confirm);
    const nonce = randomUUID();
    const payload = encodeMessage(target.keyspace, target.channel, bodyWith(nonce, target));
    const master = await connections.master(target.keyspace.db, "write");
    await assertTransport(master, target);
    const ears = await Promise.all(
      (await listInstances(connections)).map((one) => listenThere(connections, one, target)),
    );
    const at = services.now();
    try {
      for (const { ear } of ears) ear?.expect(payload);
      const onMaster = ears.find(({ instance }) => instance.address === master.address)?.ear;
      const { sentAt, receivers } = await sendMessage(connections, master, target, payload, onMaster);
      const instances = await Promise.all(ears.map((there) => arrivalAt(there, sentAt)));
      return {
        nonce,
        channel: target.name,
        at,
        sentFrom: master.address,
        receivers,
        waitedMs: ARRIVES_WITHIN_MS,
        instances,
      };
    } finally {
      for (const { ear } of ears) ear?.close();
    }
  },
});

/** In the form that the channel's readers take; an emit goes to a room that nobody is in. */
function bodyWith(nonce: string, { keyspace }: TargetChannel): MessageBody {
  if (keyspace.codec === "socketio-emit") {
    return {
      kind: "emit",
      event: "redis-console:receipt",
      args: JSON.stringify([nonce]),
      rooms: [`redis-console:${nonce}`],
    };
  }
  const text =
    keyspace.codec === "json" ? JSON.stringify({ redisConsoleReceipt: nonce }) : `redis-console receipt ${nonce}`;
  return { kind: "text", text };
}

interface There {
  readonly instance: NamedInstance;
  readonly ear: Ear | undefined;
  readonly failure: DomainError | undefined;
}

async function listenThere(
  connections: DeploymentConnections,
  instance: NamedInstance,
  { channel, isSharded }: TargetChannel,
): Promise<There> {
  try {
    return { instance, ear: await openEar(connections, instance.address, channel, isSharded), failure: undefined };
  } catch (thrown) {
    if (!isDomainError(thrown)) throw thrown;
    return { instance, ear: undefined, failure: thrown };
  }
}

async function arrivalAt({ instance, ear, failure }: There, sentAt: number): Promise<ReceiptOfInstance> {
  const arrivedAt = await ear?.whenHeard(ARRIVES_WITHIN_MS);
  return {
    ...instance,
    arrivedMs: arrivedAt === undefined ? null : arrivedAt - sentAt,
    isLinkUp: ear === undefined ? null : await isLinkUp(ear),
    failure: failure === undefined ? null : { message: failure.message, advice: failure.advice },
  };
}

async function isLinkUp(ear: Ear): Promise<boolean | null> {
  try {
    const role = await ear.role();
    return role?.role === "replica" ? role.isLinkUp : null;
  } catch (thrown) {
    if (!isDomainError(thrown)) throw thrown;
    return null;
  }
}
