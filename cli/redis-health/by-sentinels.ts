import { finding } from "#lib/health/check.ts";
import type { HealthCheck } from "#lib/health/schema.ts";
import type { Observation } from "#lib/topology/schema.ts";

const BAD_FLAGS = ["s_down", "o_down", "disconnected"];

/** The check of the replicas where the instances cannot be asked themselves: by what the Sentinels have of them. */
export function replicasBySentinels({ sentinels }: Observation, wanted: number): HealthCheck[] {
  const answering = sentinels.filter(({ silence }) => silence === null);
  if (answering.length === 0) return [];
  const views = answering.flatMap(({ replicas }) => replicas);
  const addresses = new Set(views.map(({ address }) => address));
  const usable = [...addresses].filter((address) =>
    views.every(
      (view) =>
        view.address !== address || (view.isLinkUp !== false && !view.flags.some((flag) => BAD_FLAGS.includes(flag))),
    ),
  ).length;
  return [
    finding({
      id: "replicas",
      state: usable >= wanted ? "ok" : usable === 0 ? "critical" : "warning",
      value: `${usable} of ${wanted}`,
      threshold: `warning below ${wanted}, critical at 0`,
      headline:
        usable === 0
          ? "no replica could take over, as the sentinel sees them"
          : `only ${usable} of ${wanted} replicas could take over, as the sentinel sees them`,
      meaning: "The replicas ask for a password and none was given, so the sentinel's word alone counts.",
      figures: [
        { name: "usable_replicas", value: usable, warning: wanted, critical: Math.min(1, wanted), isBelow: true },
      ],
    }),
  ];
}
