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

/** A counter, and a block that outlives it: in a key of its own, or as a counter above its limit with another expiry. */
export const readCounterAndBlock: Reader = ({ limiter, key, numbers }) => {
  const { blockKey } = limiter.beside(key);
  return {
    commands: [beginningOf(key), ["PTTL", key], ...(blockKey === undefined ? [] : ([["PTTL", blockKey]] as const))],
    read([value, ttl, blockTtl]): Reading | undefined {
      const ttlMs = ttlFrom(ttl);
      const blockMs = blockTtl === undefined ? GONE : ttlFrom(blockTtl);
      if (ttlMs === GONE && blockMs === GONE) return undefined;
      const used = ttlMs === GONE ? 0 : numberFrom(value);
      if (used === undefined) return unknownReading("Its value is no number.", ttlMs);
      const counted = countedReading(used, numbers.limit, ttlMs === GONE ? 0 : expiryOf(ttlMs));
      return blockMs === GONE ? counted : blockedReading(counted, expiryOf(blockMs));
    },
  };
};

function blockedReading(counted: Reading, blockedForMs: number | null): Reading {
  const { note: _, ...rest } = counted;
  return {
    ...rest,
    isBlocked: true,
    blockedForMs,
    ...(blockedForMs === null ? { note: "The block has no expiry, so it stays until somebody resets it." } : {}),
  };
}
