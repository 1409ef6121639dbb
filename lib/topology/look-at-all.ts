import { sleepUntilWoken } from "./sleep-until-woken.ts";
import type { Target } from "./target.ts";

/** A round waits so long for those that usually answer; who is slower is in the next one. */
const PATIENCE_MS = 400;

/** Looks at all of them at once; those that are silent, or still busy with the look before, are not waited for. */
export async function lookAtAll(targets: readonly Target<unknown>[]): Promise<void> {
  const awaited = targets.flatMap((target) => {
    const isAwaited = target.failure === undefined && !target.isLooking;
    const looked = target.look();
    return isAwaited ? [looked] : [];
  });
  const enough = new AbortController();
  await Promise.race([Promise.all(awaited), sleepUntilWoken(PATIENCE_MS, enough.signal)]);
  enough.abort();
}
