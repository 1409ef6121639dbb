import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import type { Listening } from "#lib/redis/listen.ts";

/** A subscription of the console's own to one channel on one instance, for a moment. */
export interface Ear {
  readonly address: string;
  count(): number;
  /** Said just before sending: the same bytes that somebody else sent earlier do not count, and none is missed among many. */
  expect(payload: Buffer): void;
  /** When what is expected came, by performance.now(), waiting for it if need be; undefined when it does not come in time. */
  whenHeard(withinMs: number): Promise<number | undefined>;
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
  let expected: { payload: Buffer; arrived: PromiseWithResolvers<number> } | undefined;
  let count = 0;
  const listening = await connections.listen(address, {
    onMessage({ payload }) {
      count += 1;
      if (expected?.payload.equals(payload)) expected.arrived.resolve(performance.now());
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
    count: () => count,
    role: listening.role,
    close: listening.close,
    expect(payload) {
      expected = { payload, arrived: Promise.withResolvers() };
    },
    async whenHeard(withinMs) {
      if (expected === undefined) return undefined;
      const { promise: late, resolve } = Promise.withResolvers<undefined>();
      const timer = setTimeout(() => resolve(undefined), withinMs);
      try {
        return await Promise.race([expected.arrived.promise, late]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
