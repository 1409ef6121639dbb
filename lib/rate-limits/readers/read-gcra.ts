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

/** One number: the time at which everything would be allowed again, if nothing more came. */
export const readGcra: Reader = ({ limiter, key, numbers, nowMs }) => {
  const { windowMs, rate, burst } = numbers;
  if (windowMs === undefined || rate === undefined || burst === undefined) {
    return { commands: [], read: () => unknownReading(UNCONFIGURED) };
  }
  const { epoch } = limiter.config;
  const unit = unitMs(limiter, "s");
  const sinceEpochMs = nowMs - (epoch === undefined ? 0 : Date.parse(epoch));
  return {
    commands: [beginningOf(key), ["PTTL", key]],
    read([value, ttl]): Reading | undefined {
      const ttlMs = ttlFrom(ttl);
      if (ttlMs === GONE) return undefined;
      const arrival = numberFrom(value);
      if (arrival === undefined) return unknownReading("Its value is no number.", ttlMs);
      const fullInMs = arrival * unit - sinceEpochMs;
      if (fullInMs <= 0) return undefined;
      const spacingMs = windowMs / rate;
      const remaining = Math.max(0, Math.floor((burst * spacingMs - fullInMs) / spacingMs + 1e-9));
      const isBlocked = remaining < 1;
      return {
        used: Math.max(0, burst - remaining),
        limit: burst,
        isBlocked,
        blockedForMs: isBlocked ? Math.ceil(fullInMs - (burst - 1) * spacingMs) : null,
        resetsInMs: Math.ceil(fullInMs),
      };
    },
  };
};
