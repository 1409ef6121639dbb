import { setTimeout as delay } from "node:timers/promises";

/** Never rejects. */
export async function sleepUntilWoken(ms: number, wake: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal: wake }).catch(() => undefined);
}
