import {
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

/** A hash with the tokens that were left and when they were counted; whole windows since then have given some back. */
export const readTokenHash: Reader = ({ limiter, key, numbers, nowMs }) => {
  const { windowMs, rate, burst } = numbers;
  const { tokens: tokensField, time: timeField } = limiter.config.fields;
  if (windowMs === undefined || rate === undefined || burst === undefined) {
    return { commands: [], read: () => unknownReading(UNCONFIGURED) };
  }
  const unit = unitMs(limiter, "ms");
  return {
    commands: [
      ["PTTL", key],
      ["HMGET", key, tokensField, timeField],
    ],
    read([ttl, fields]): Reading | undefined {
      const ttlMs = ttlFrom(ttl);
      if (ttlMs === GONE) return undefined;
      const [tokens, time] = Array.isArray(fields) ? fields.map(numberFrom) : [];
      if (tokens === undefined || time === undefined) return unknownReading("It is no hash of tokens.", ttlMs);
      const refills = Math.max(0, Math.floor((nowMs - time * unit) / windowMs));
      const nextInMs = time * unit + (refills + 1) * windowMs - nowMs;
      return tokenReading({ left: Math.min(burst, tokens + refills * rate), burst, rate, windowMs, nextInMs });
    },
  };
};
