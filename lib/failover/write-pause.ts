import { setTimeout as delay } from "node:timers/promises";
import { isDomainError } from "#lib/errors.ts";
import type { DeploymentConnections, RedisHandle } from "#lib/redis/deployment-connections.ts";
import { isPassingFailure } from "#lib/redis/passing-failure.ts";

const AGAIN_AFTER_MS = 100;

/** Writes held back on one master. Redis ends the pause by itself, whatever becomes of the console. */
export interface WritePause {
  readonly address: string;
  readonly handle: RedisHandle;
  /** On the clock of performance.now(). */
  readonly startedAt: number;
  /** When Redis ends it, on the same clock; not before. */
  endsAt(): number;
  /** Redis keeps whichever end is later. */
  extend(forMs: number): Promise<void>;
  /** Ends it, or waits until it has ended by itself; never rejects. */
  end(): Promise<{ isAsked: boolean }>;
}

export async function pauseWrites(
  connections: DeploymentConnections,
  address: string,
  forMs: number,
): Promise<WritePause> {
  const handle = await connections.instance(address, 0, "failover");
  let endsAt = performance.now() + forMs;
  const pause = async (ms: number) => {
    // Counted from when it was sent, with what the way there may take.
    const sentAt = performance.now();
    try {
      await handle.run("CLIENT PAUSE", (redis) => redis.call("CLIENT", "PAUSE", ms, "WRITE"));
      endsAt = Math.max(endsAt, sentAt + ms);
    } catch (thrown) {
      // It may have been carried out all the same, as late as now.
      if (isPassingFailure(thrown)) endsAt = Math.max(endsAt, performance.now() + ms);
      throw thrown;
    }
  };
  const end = async () => {
    for (;;) {
      if (await unpauseWrites(connections, address)) return { isAsked: true };
      if (performance.now() > endsAt) return { isAsked: false };
      await delay(AGAIN_AFTER_MS);
    }
  };
  try {
    await pause(forMs);
  } catch (thrown) {
    if (isPassingFailure(thrown)) await end();
    throw thrown;
  }
  return { address, handle, startedAt: performance.now(), endsAt: () => endsAt, extend: pause, end };
}

/** Whether the master said that it has; over whichever connection works now. */
export async function unpauseWrites(connections: DeploymentConnections, address: string): Promise<boolean> {
  try {
    const handle = await connections.instance(address, 0, "failover");
    await handle.run("CLIENT UNPAUSE", (redis) => redis.call("CLIENT", "UNPAUSE"));
    return true;
  } catch (thrown) {
    if (isDomainError(thrown)) return false;
    throw thrown;
  }
}
