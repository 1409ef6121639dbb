import { setTimeout as delay } from "node:timers/promises";
import type { RedisHandle } from "#lib/redis/deployment-connections.ts";

const EVERY_MS = 50;
const FIRST_LOOKS = 7;

/** The typical time of a PING, from a few looks. */
export async function typicalPing(handle: RedisHandle): Promise<number> {
  const times: number[] = [];
  for (let nth = 0; nth < FIRST_LOOKS; nth += 1) times.push(await ping(handle));
  return times.toSorted((one, other) => one - other)[Math.floor(FIRST_LOOKS / 2)] ?? 0;
}

/** PINGs on a connection of its own until the signal fires, as another client of the server would feel it. */
export async function watchLatency(
  handle: RedisHandle,
  hear: (pingMs: number) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    // A server that does not answer is what the work itself will meet.
    const answered = await ping(handle).catch(() => undefined);
    if (answered === undefined) return;
    hear(answered);
    await delay(EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

async function ping(handle: RedisHandle): Promise<number> {
  const startedAt = performance.now();
  await handle.run("PING", (redis) => redis.ping());
  return Math.round((performance.now() - startedAt) * 100) / 100;
}
