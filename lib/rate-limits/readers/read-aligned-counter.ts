import {
  beginningOf,
  countedReading,
  numberFrom,
  type Reader,
  UNCONFIGURED,
  unknownReading,
} from "#lib/rate-limits/reading.ts";
import { windowEndMs } from "#lib/rate-limits/window-bucket.ts";

/** One number a window of the clock; the key's own expiry says nothing of when the window ends. */
export const readAlignedCounter: Reader = ({ key, numbers, nowMs }) => {
  const { windowMs } = numbers;
  if (windowMs === undefined) return { commands: [], read: () => unknownReading(UNCONFIGURED) };
  return {
    commands: [beginningOf(key)],
    read([value]) {
      if (value === "") return undefined;
      const used = numberFrom(value);
      if (used === undefined) return unknownReading("Its value is no number.");
      return countedReading(used, numbers.limit, windowEndMs(windowMs, nowMs) - nowMs);
    },
  };
};
