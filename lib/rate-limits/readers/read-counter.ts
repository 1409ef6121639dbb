import {
  beginningOf,
  countedReading,
  expiryOf,
  GONE,
  numberFrom,
  type Reader,
  type Reading,
  ttlFrom,
  unknownReading,
} from "#lib/rate-limits/reading.ts";

/** One number that expires with its window. */
export const readCounter: Reader = ({ limiter, key, numbers, nowMs }) => {
  const { resetKey } = limiter.beside(key);
  return {
    commands: [beginningOf(key), ["PTTL", key], ...(resetKey === undefined ? [] : [beginningOf(resetKey)])],
    read([value, ttl, resetAt]): Reading | undefined {
      const ttlMs = ttlFrom(ttl);
      if (ttlMs === GONE) return undefined;
      const used = numberFrom(value);
      if (used === undefined) return unknownReading("Its value is no number.", ttlMs);
      const writtenReset = numberFrom(resetAt);
      const life = expiryOf(ttlMs);
      const untilExpiry = life === null ? null : Math.max(0, life - limiter.config.graceMs);
      const resetsInMs = writtenReset === undefined ? untilExpiry : Math.max(0, writtenReset * 1_000 - nowMs);
      return countedReading(used, numbers.limit, resetsInMs);
    },
  };
};
