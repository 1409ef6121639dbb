import {
  countedReading,
  GONE,
  numberFrom,
  type Reader,
  type Reading,
  ttlFrom,
  UNCONFIGURED,
  unitMs,
  unknownReading,
} from "#lib/rate-limits/reading.ts";

/** A sorted set with one member a request, its time as the score. */
export const readSortedSetLog: Reader = ({ limiter, key, numbers, nowMs }) => {
  const { windowMs, limit } = numbers;
  if (windowMs === undefined) return { commands: [], read: () => unknownReading(UNCONFIGURED) };
  const unit = unitMs(limiter, "ms");
  const since = `(${(nowMs - windowMs) / unit}`;
  return {
    commands: [
      ["PTTL", key],
      ["ZCOUNT", key, since, "+inf"],
      ["ZRANGE", key, since, "+inf", "BYSCORE", "LIMIT", 0, 1, "WITHSCORES"],
      // When as many are in the window as are allowed, the one that must leave it first.
      ["ZRANGE", key, "+inf", since, "BYSCORE", "REV", "LIMIT", (limit ?? 1) - 1, 1, "WITHSCORES"],
    ],
    read([ttl, count, oldest, deciding]): Reading | undefined {
      const ttlMs = ttlFrom(ttl);
      if (ttlMs === GONE) return undefined;
      if (typeof count !== "number") return unknownReading("It is no sorted set.", ttlMs);
      if (count === 0) return undefined;
      const leavesIn = (reply: unknown) => {
        const score = scoreOf(reply);
        return score === undefined ? null : Math.max(0, Math.ceil(score * unit + windowMs - nowMs));
      };
      const counted = countedReading(count, limit, leavesIn(oldest));
      return counted.isBlocked ? { ...counted, blockedForMs: leavesIn(deciding) } : counted;
    },
  };
};

/** RESP3 pairs a member with its score, RESP2 writes both one after the other. */
function scoreOf(reply: unknown): number | undefined {
  return Array.isArray(reply) ? numberFrom(reply.flat().at(-1)) : undefined;
}
