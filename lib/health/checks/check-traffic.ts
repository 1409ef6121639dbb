import {
  type Check,
  figureAbove,
  figureBelow,
  finding,
  gradeAbove,
  gradeBelow,
  nameOf,
  writeLimits,
} from "#lib/health/check.ts";
import type { HealthCheck } from "#lib/health/schema.ts";
import { writeCount, writeNumber, writePercent } from "#lib/health/write-figure.ts";

/** Fewer look-ups in a minute are chance, not a rate. */
export const RATE_COUNTS_FROM_LOOKUPS = 100;
/** The first moments after a start, of the console or of a cache, are no interval. */
const RATE_COUNTS_FROM_SECONDS = 30;

export const checkTraffic: Check = ({ instances }, { thresholds }) =>
  instances.flatMap((instance) => {
    if (instance.figures === null) return [];
    const { lately, hitRate } = instance.figures.traffic;
    if (lately === null) return [];
    const { evictedKeys, lookups, seconds } = lately;
    const about = { instance: instance.address };
    const checks: HealthCheck[] = [
      finding({
        ...about,
        id: "evictions",
        state: gradeAbove(evictedKeys, thresholds.evictedKeys),
        value: `${writeNumber(evictedKeys)} in the last minute`,
        threshold: `${writeLimits("from", thresholds.evictedKeys, writeNumber)} in a minute`,
        headline: `${nameOf(instance)} has evicted ${writeCount(evictedKeys, "key")} in the last minute`,
        meaning: "Memory is full, so keys go before their time; an evicted session signs its user out.",
        figures: [figureAbove("evicted_keys", evictedKeys, thresholds.evictedKeys)],
      }),
    ];
    if (hitRate !== null && lookups >= RATE_COUNTS_FROM_LOOKUPS && seconds >= RATE_COUNTS_FROM_SECONDS) {
      checks.push(
        finding({
          ...about,
          id: "hit-rate",
          state: gradeBelow(hitRate, thresholds.hitRate),
          value: `${writePercent(hitRate)} in the last minute`,
          threshold: writeLimits("below", thresholds.hitRate, writePercent),
          headline: `${nameOf(instance)} finds only ${writePercent(hitRate)} of the keys asked for`,
          meaning: "Each miss sends the application to where the data comes from.",
          figures: [figureBelow("hit_ratio", hitRate, thresholds.hitRate)],
        }),
      );
    }
    return checks;
  });
