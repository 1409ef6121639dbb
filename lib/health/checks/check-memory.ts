import { type Check, figureAbove, finding, gradeAbove, nameOf, writeLimits } from "#lib/health/check.ts";
import type { HealthCheck } from "#lib/health/schema.ts";
import { writeBytes, writeNumber, writePercent } from "#lib/health/write-figure.ts";
import type { ObservedInstance } from "#lib/topology/schema.ts";

/** Below this the ratio says more about the allocator's pages than about the data. */
export const FRAGMENTATION_COUNTS_FROM_BYTES = 100 * 1024 * 1024;

export const checkMemory: Check = ({ instances }, { thresholds }) =>
  instances.flatMap((instance) => [
    ...checkLimit(instance, thresholds.memoryRatio),
    ...checkHost(instance, thresholds.memoryRatio),
    ...checkFragmentation(instance, thresholds.fragmentationRatio),
  ]);

type Limits = Parameters<Check>[1]["thresholds"]["memoryRatio"];

function checkLimit(instance: ObservedInstance, limits: Limits): HealthCheck[] {
  const { usedBytes = 0, maxBytes = null, policy = "" } = instance.figures?.memory ?? {};
  if (maxBytes === null || maxBytes <= 0) return [];
  const ratio = usedBytes / maxBytes;
  return [
    finding({
      id: "memory",
      instance: instance.address,
      state: gradeAbove(ratio, limits),
      value: `${writePercent(ratio)} of ${writeBytes(maxBytes)}`,
      threshold: writeLimits("from", limits, writePercent),
      headline: `${nameOf(instance)} uses ${writePercent(ratio)} of maxmemory`,
      meaning:
        policy === "noeviction"
          ? "At the limit every write is refused."
          : `At the limit keys are evicted by ${policy}, sessions included where they share the instance.`,
      figures: [figureAbove("memory_ratio", ratio, limits)],
    }),
  ];
}

function checkHost(instance: ObservedInstance, limits: Limits): HealthCheck[] {
  const { rssBytes = 0, hostBytes = null, maxBytes = null } = instance.figures?.memory ?? {};
  if (hostBytes === null || hostBytes <= 0) return [];
  const ratio = rssBytes / hostBytes;
  const isTooMuchAllowed = maxBytes !== null && maxBytes > hostBytes;
  const state = gradeAbove(ratio, limits);
  return [
    finding({
      id: "host-memory",
      instance: instance.address,
      state: state === "ok" && isTooMuchAllowed ? "warning" : state,
      value: `${writePercent(ratio)} of ${writeBytes(hostBytes)}`,
      threshold: writeLimits("from", limits, writePercent),
      headline:
        state === "ok"
          ? `maxmemory of ${nameOf(instance)} is more than its host has`
          : `${nameOf(instance)} holds ${writePercent(ratio)} of its host's memory`,
      meaning: "When the host runs out of memory, its kernel ends processes.",
      figures: [figureAbove("host_memory_ratio", ratio, limits)],
    }),
  ];
}

function checkFragmentation(instance: ObservedInstance, limits: Limits): HealthCheck[] {
  const { usedBytes = 0, rssBytes = 0, fragmentationRatio = null } = instance.figures?.memory ?? {};
  if (fragmentationRatio === null || usedBytes < FRAGMENTATION_COUNTS_FROM_BYTES) return [];
  return [
    finding({
      id: "fragmentation",
      instance: instance.address,
      state: gradeAbove(fragmentationRatio, limits),
      value: writeNumber(Number(fragmentationRatio.toFixed(2))),
      threshold: writeLimits("from", limits, writeNumber),
      headline: `${nameOf(instance)} holds ${writeBytes(Math.max(0, rssBytes - usedBytes))} of memory that no data uses`,
      meaning: `${writeBytes(rssBytes)} are taken from the system for ${writeBytes(usedBytes)} of data.`,
      figures: [figureAbove("fragmentation_ratio", fragmentationRatio, limits)],
    }),
  ];
}
