import {
  beginningOf,
  countedReading,
  numberFrom,
  type Reader,
  type Reading,
  UNCONFIGURED,
  unknownReading,
} from "#lib/rate-limits/reading.ts";
import { windowEndMs } from "#lib/rate-limits/window-bucket.ts";

/** The number of this window of the clock, and what is left of the last one's. */
export const readSlidingTwoBuckets: Reader = ({ limiter, key, numbers, nowMs }) => {
  const { windowMs } = numbers;
  const previousKey = limiter.inBucket(key, nowMs, 1);
  if (windowMs === undefined || previousKey === undefined) {
    return { commands: [], read: () => unknownReading(UNCONFIGURED) };
  }
  return {
    commands: [beginningOf(key), beginningOf(previousKey)],
    read(replies): Reading | undefined {
      if (replies.every((reply) => reply === "")) return undefined;
      const [current, previous] = replies.map((reply) => (reply === "" ? 0 : numberFrom(reply)));
      if (current === undefined || previous === undefined) return unknownReading("Its value is no number.");
      const passed = (nowMs % windowMs) / windowMs;
      const used = Math.floor((1 - passed) * previous) + current;
      if (used === 0) return undefined;
      const endsInMs = windowEndMs(windowMs, nowMs) - nowMs;
      const counted = countedReading(used, numbers.limit, endsInMs);
      if (!counted.isBlocked || numbers.limit === undefined) return counted;
      return { ...counted, blockedForMs: freeIn(current, previous, numbers.limit, { windowMs, endsInMs }) };
    },
  };
};

/** The share of the last window shrinks until one more fits: within this window, or not before the next. */
function freeIn(
  current: number,
  previous: number,
  limit: number,
  { windowMs, endsInMs }: { windowMs: number; endsInMs: number },
): number {
  // floor(share of what was) < room, so what remains of the window must be below room / what was.
  if (current < limit) return Math.max(0, Math.floor(endsInMs - ((limit - current) / previous) * windowMs) + 1);
  return endsInMs + Math.max(0, Math.floor(windowMs - (limit / current) * windowMs)) + 1;
}
