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

const MOST_READ = 1_000;

/** A list with the time of each request, newest first. */
export const readListLog: Reader = ({ limiter, key, numbers, nowMs }) => {
  const { windowMs, limit } = numbers;
  if (windowMs === undefined) return { commands: [], read: () => unknownReading(UNCONFIGURED) };
  const unit = unitMs(limiter, "s");
  const deciding = (limit ?? 1) - 1;
  return {
    commands: [
      ["PTTL", key],
      ["LRANGE", key, 0, Math.min(limit ?? MOST_READ, MOST_READ) - 1],
      ["LRANGE", key, deciding, deciding],
    ],
    read([ttl, times, last]): Reading | undefined {
      const ttlMs = ttlFrom(ttl);
      if (ttlMs === GONE) return undefined;
      if (!Array.isArray(times) || !Array.isArray(last)) return unknownReading("It is no list.", ttlMs);
      const leavesIn = times.map((time) => leaving(time, unit, windowMs, nowMs));
      if (leavesIn.includes(undefined)) return unknownReading("Its entries are no times.", ttlMs);
      const counted = leavesIn.filter((ms) => ms !== undefined && ms >= 0);
      const decidingMs = leaving(last[0], unit, windowMs, nowMs);
      const isFull = limit !== undefined && decidingMs !== undefined && decidingMs >= 0;
      const used = isFull ? limit : counted.length;
      if (used === 0) return undefined;
      const reading = countedReading(used, limit, Math.max(0, counted.at(-1) ?? 0));
      return {
        ...reading,
        blockedForMs: reading.isBlocked ? (decidingMs ?? null) : null,
        ...(used === MOST_READ && !isFull ? { note: `At least ${MOST_READ}: no more entries are read.` } : {}),
      };
    },
  };
};

/** Until a request of that time no longer counts, rounded up. */
function leaving(time: unknown, unit: number, windowMs: number, nowMs: number): number | undefined {
  const at = numberFrom(time);
  return at === undefined ? undefined : Math.ceil(at * unit + windowMs - nowMs);
}
