import { type Check, finding, gradeAbove, nameOf, writeLimits } from "#lib/health/check.ts";
import type { HealthCheck } from "#lib/health/schema.ts";
import { writeBytes, writeNumber, writePercent } from "#lib/health/write-figure.ts";

/** Below this the ratio says more about the allocator's pages than about the data. */
const FRAGMENTATION_COUNTS_FROM_BYTES = 100 * 1024 * 1024;

export const checkMemory: Check = ({ instances }, { thresholds }) =>
  instances.flatMap((instance) => {
    if (instance.figures === null) return [];
    const { usedBytes, maxBytes, rssBytes, hostBytes, fragmentationRatio, policy } = instance.figures.memory;
    const checks: HealthCheck[] = [];
    const about = { instance: instance.address };
    const limit = maxBytes ?? hostBytes;
    if (limit !== null && limit > 0) {
      const whose = maxBytes === null ? "the host's memory" : "maxmemory";
      const ratio = usedBytes / limit;
      checks.push(
        finding({
          ...about,
          id: "memory",
          label: maxBytes === null ? "Memory of the host" : "Memory against maxmemory",
          state: gradeAbove(ratio, thresholds.memoryRatio),
          value: `${writePercent(ratio)} of ${writeBytes(limit)}`,
          threshold: writeLimits("from", thresholds.memoryRatio, writePercent),
          headline: `${nameOf(instance)} uses ${writePercent(ratio)} of ${whose}`,
          meaning: maxBytes === null ? WITHOUT_LIMIT : whenFull(policy),
          advice: "Look for keys without an expiry and for big keys; then raise maxmemory or move data.",
        }),
      );
    }
    if (fragmentationRatio !== null && usedBytes >= FRAGMENTATION_COUNTS_FROM_BYTES) {
      const wasted = Math.max(0, rssBytes - usedBytes);
      checks.push(
        finding({
          ...about,
          id: "fragmentation",
          label: "Fragmentation",
          state: gradeAbove(fragmentationRatio, thresholds.fragmentationRatio),
          value: writeNumber(Number(fragmentationRatio.toFixed(2))),
          threshold: writeLimits("from", thresholds.fragmentationRatio, writeNumber),
          headline: `${nameOf(instance)} holds ${writeBytes(wasted)} of memory that no data uses`,
          meaning: `${writeBytes(rssBytes)} are taken from the system for ${writeBytes(usedBytes)} of data.`,
          advice: "Turn activedefrag on, or restart the instance when it is a replica.",
        }),
      );
    }
    return checks;
  });

const WITHOUT_LIMIT = "maxmemory is not set: when the host runs out of memory, its kernel ends processes.";

function whenFull(policy: string): string {
  return policy === "noeviction"
    ? "At the limit every write is refused."
    : `At the limit keys are evicted by ${policy}, sessions included where they share the instance.`;
}
