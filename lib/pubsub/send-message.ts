import { isDomainError } from "#lib/errors.ts";
import type { DeploymentConnections, MasterHandle } from "#lib/redis/deployment-connections.ts";
import { type Ear, openEar } from "./ear.ts";
import { ownDeliveries } from "./tail-hubs.ts";
import type { TargetChannel } from "./target-channel.ts";

/** A reply that was lost: the message may still have gone out, and will not be sent again. */
const SEEN_WITHIN_MS = 1_500;

interface Sent {
  readonly sentAt: number;
  /** Clients that received it, without the console's own; null where the reply was lost. */
  readonly receivers: number | null;
  readonly own: number;
  readonly replyMs: number | null;
}

/** Sends once. Where the reply is lost, the console's own ear may still know; where it does not either, nobody does. */
export async function sendMessage(
  connections: DeploymentConnections,
  master: MasterHandle,
  target: TargetChannel,
  payload: Buffer,
  ear: Ear | undefined,
): Promise<Sent> {
  const { channel, isSharded } = target;
  const own =
    ownDeliveries(connections, master.address, channel, isSharded) + (ear?.address === master.address ? 1 : 0);
  ear?.expect(payload);
  const sentAt = performance.now();
  try {
    const reply: unknown = await master.run("PUBLISH", (redis) =>
      isSharded ? redis.spublish(channel, payload) : redis.publish(channel, payload),
    );
    return { sentAt, own, receivers: Math.max(0, Number(reply) - own), replyMs: performance.now() - sentAt };
  } catch (thrown) {
    if (!isDomainError(thrown) || thrown.code !== "TIMEOUT") throw thrown;
    if ((await ear?.whenHeard(SEEN_WITHIN_MS)) === undefined) throw thrown;
    return { sentAt, own, receivers: null, replyMs: null };
  }
}

/** The round trip is a bonus: a message goes out without it too. */
export async function openEarOrSayWhyNot(
  connections: DeploymentConnections,
  address: string,
  { channel, isSharded }: TargetChannel,
): Promise<{ ear: Ear | undefined; note: string | null }> {
  try {
    return { ear: await openEar(connections, address, channel, isSharded), note: null };
  } catch (thrown) {
    if (!isDomainError(thrown)) throw thrown;
    return { ear: undefined, note: `${thrown.message} ${thrown.advice}` };
  }
}
