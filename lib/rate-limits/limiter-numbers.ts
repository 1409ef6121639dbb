import type { RateLimitKeyspace } from "#lib/config/rate-limit-keyspace-schema.ts";

export type KeyParts = Record<string, Buffer>;

/** What a limiter counts by, for one of its keys. */
export interface LimiterNumbers {
  readonly limit: number | undefined;
  readonly windowMs: number | undefined;
  readonly rate: number | undefined;
  readonly burst: number | undefined;
}

const WORDS: Readonly<Record<string, number>> = {
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  // As the limits library has them; a calendar's months differ.
  month: 2_592_000_000,
  year: 31_104_000_000,
};

export function numbersOf(config: RateLimitKeyspace, parts: KeyParts): LimiterNumbers {
  const { limit, windowMs, rate, burst } = config;
  const whole = typeof limit === "object" ? numberIn(parts, limit.fromKey) : limit;
  return { limit: whole, windowMs: windowOf(windowMs, parts), rate, burst: burst ?? whole };
}

function windowOf(windowMs: RateLimitKeyspace["windowMs"], parts: KeyParts): number | undefined {
  if (typeof windowMs !== "object") return windowMs;
  const { fromKey, times } = windowMs;
  const word = parts[fromKey]?.toString("latin1").replace(/s$/, "") ?? "";
  const one = Object.hasOwn(WORDS, word) ? WORDS[word] : numberIn(parts, fromKey);
  const factor = times === undefined ? 1 : numberIn(parts, times);
  return one === undefined || factor === undefined ? undefined : one * factor;
}

function numberIn(parts: KeyParts, name: string): number | undefined {
  const text = parts[name]?.toString("latin1") ?? "";
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
}
