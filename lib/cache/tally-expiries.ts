import type { CacheKey, Expiries } from "./schema.ts";

/** Up to a minute, ten minutes, an hour, a day, a week. */
const BOUNDS_MS = [60_000, 600_000, 3_600_000, 86_400_000, 604_800_000];

/** How soon the keys of a sample would have ended by themselves: what ends soon need hardly be flushed. */
export function tallyExpiries(sample: readonly Pick<CacheKey, "ttlMs">[]): Expiries {
  const times = sample.flatMap(({ ttlMs }) => ttlMs ?? []);
  const within = [...BOUNDS_MS, null].map((upToMs, index) => {
    const fromMs = BOUNDS_MS[index - 1] ?? -1;
    return { upToMs, keys: times.filter((ms) => ms > fromMs && (upToMs === null || ms <= upToMs)).length };
  });
  return { sampled: sample.length, within, never: sample.length - times.length };
}
