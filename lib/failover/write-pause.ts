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
  /** Until when Redis has surely held writes back, unless somebody else ended it. */
  heldUntil(): number;
  /** A prolongation came too late, or may have: writes went through in between. */
  hasLapsed(): boolean;
  /** When it has surely ended by itself; later than that where an answer was lost. */
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
  let heldUntil = Number.POSITIVE_INFINITY;
  let hasLapsed = false;
  let endsAt = performance.now() + forMs;
  const pause = async (ms: number) => {
    try {
      // The connection that began it may be lost by now.
      const own = await connections.instance(address, 0, "failover");
      const sentAt = performance.now();
      await own.run("CLIENT PAUSE", (redis) => redis.call("CLIENT", "PAUSE", ms, "WRITE"));
      hasLapsed ||= performance.now() > heldUntil;
      heldUntil = heldUntil === Number.POSITIVE_INFINITY ? sentAt + ms : Math.max(heldUntil, sentAt + ms);
      endsAt = Math.max(endsAt, performance.now() + ms);
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
  const startedAt = performance.now();
  return {
    address,
    handle,
    startedAt,
    heldUntil: () => heldUntil,
    hasLapsed: () => hasLapsed,
    endsAt: () => endsAt,
    extend: pause,
    end,
  };
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
