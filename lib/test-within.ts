import { setTimeout as delay } from "node:timers/promises";

const TURN_MS = 20;

/**
 * Waits for the assertion to hold, for so long as the time would be on a machine that keeps up: it counts turns of
 * 20 ms, so when others starve this process, its limit starves with it.
 */
export async function within(ms: number, assertion: () => void | Promise<void>): Promise<void> {
  for (let turnsLeft = Math.ceil(ms / TURN_MS); turnsLeft > 0; turnsLeft -= 1) {
    try {
      return await assertion();
    } catch {
      await delay(TURN_MS);
    }
  }
  await assertion();
}
