import {
  beginningOf,
  GONE,
  numberFrom,
  type Reader,
  type Reading,
  ttlFrom,
  UNCONFIGURED,
  unitMs,
  unknownReading,
} from "#lib/rate-limits/reading.ts";
import { tokenReading } from "./token-reading.ts";

/** The tokens that were left in one key, and when in another; time has given some back since. */
export const readTokenTwoKeys: Reader = ({ limiter, key, numbers, nowMs }) => {
  const { windowMs, rate, burst } = numbers;
  const { timeKey } = limiter.beside(key);
  if (windowMs === undefined || rate === undefined || burst === undefined || timeKey === undefined) {
    return { commands: [], read: () => unknownReading(UNCONFIGURED) };
  }
  const unit = unitMs(limiter, "s");
  return {
    commands: [beginningOf(key), ["PTTL", key], beginningOf(timeKey)],
    read([value, ttl, time]): Reading | undefined {
      const ttlMs = ttlFrom(ttl);
      if (ttlMs === GONE) return undefined;
      const tokens = numberFrom(value);
      const at = numberFrom(time);
      if (tokens === undefined || at === undefined) return unknownReading("Its values are no numbers.", ttlMs);
      // The limiter counts in whole units of its own clock.
      const passedMs = Math.max(0, Math.floor(nowMs / unit) - at) * unit;
      return tokenReading({ left: Math.min(burst, tokens + (passedMs / windowMs) * rate), burst, rate, windowMs });
    },
  };
};
