import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import type { Listening } from "#lib/redis/listen.ts";

const MOST_KEPT = 1_000;

interface Heard {
  /** By performance.now(). */
  readonly at: number;
  readonly payload: Buffer;
}

/** A subscription of the console's own to one channel on one instance, for a moment. */
export interface Ear {
  readonly address: string;
  /** The first thousand. */
  readonly heard: readonly Heard[];
  count(): number;
  /** The first time at which these very bytes came, waiting for them if need be; undefined when they do not come in time. */
  whenHeard(payload: Buffer, withinMs: number): Promise<number | undefined>;
  role: Listening["role"];
  close(): void;
}

/** Resolves when the server has confirmed the subscription. */
export async function openEar(
  connections: DeploymentConnections,
  address: string,
  channel: Buffer,
  isSharded: boolean,
): Promise<Ear> {
  const heard: Heard[] = [];
  const waiting = new Set<(message: Heard) => void>();
  let count = 0;
  const listening = await connections.listen(address, {
    onMessage({ payload }) {
      count += 1;
      const message = { at: performance.now(), payload };
      if (heard.length < MOST_KEPT) heard.push(message);
      for (const tell of waiting) tell(message);
    },
    onEnd: () => {},
  });
  try {
    await listening.subscribe(isSharded ? "shard" : "channel", channel);
  } catch (thrown) {
    listening.close();
    throw thrown;
  }
  return {
    address,
    heard,
    count: () => count,
    role: listening.role,
    close: listening.close,
    async whenHeard(payload, withinMs) {
      const known = heard.find((message) => message.payload.equals(payload));
      if (known !== undefined) return known.at;
      const { promise, resolve } = Promise.withResolvers<number | undefined>();
      const tell = (message: Heard) => message.payload.equals(payload) && resolve(message.at);
      waiting.add(tell);
      const timer = setTimeout(() => resolve(undefined), withinMs);
      try {
        return await promise;
      } finally {
        clearTimeout(timer);
        waiting.delete(tell);
      }
    },
  };
}
