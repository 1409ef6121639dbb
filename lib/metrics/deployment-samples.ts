import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import type { HealthState } from "#lib/health/schema.ts";
import type { PollerStatus } from "#lib/topology/poller.ts";
import type { Topology } from "#lib/topology/schema.ts";
import { instanceSamples } from "./instance-samples.ts";
import type { Sample } from "./sample.ts";
import { sentinelSamples } from "./sentinel-samples.ts";
import { thresholdLimits } from "./threshold-limits.ts";
import { toSamples } from "./to-samples.ts";

const STATE_NUMBER = { ok: 0, warning: 1, critical: 2, unknown: 3 } as const satisfies Record<HealthState, number>;

/** All of one deployment, out of its poller's last snapshot: however many scrape, Redis is asked nothing more. */
export function deploymentSamples(
  deployment: string,
  config: DeploymentConfig,
  { latest, lookMs, failovers }: PollerStatus,
  now: number,
): Sample[] {
  const labels = { deployment, instance: "" };
  return [
    ...thresholdSamples(deployment, config),
    ...toSamples(labels, {
      redis_console_failovers_total: config.kind === "sentinel" ? failovers : null,
      redis_console_poller_age_seconds: latest && Math.max(0, now - latest.at) / 1000,
      redis_console_poller_duration_seconds: lookMs === undefined ? null : lookMs / 1000,
    }),
    ...(latest === undefined ? [] : snapshotSamples(deployment, latest)),
  ];
}

function snapshotSamples(deployment: string, { instances, sentinels, masterAddress, ...seen }: Topology): Sample[] {
  const { checks } = seen.health;
  const figures = checks.flatMap((check) => check.figures);
  return [
    ...instances.flatMap((instance) => instanceSamples(deployment, instance)),
    ...sentinels.flatMap((sentinel) => sentinelSamples(deployment, masterAddress, sentinel)),
    ...checks.flatMap(({ id, instance, state }) =>
      toSamples(
        { deployment, instance: instance ?? "", check: id },
        { redis_console_check_state: STATE_NUMBER[state] },
      ),
    ),
    ...toSamples(
      { deployment, instance: "" },
      {
        redis_console_failover_under_way: seen.kind === "sentinel" ? seen.isFailoverUnderWay : null,
        redis_console_usable_replicas: figures.find(({ name }) => name === "usable_replicas")?.value,
      },
    ),
  ];
}

function thresholdSamples(deployment: string, config: DeploymentConfig): Sample[] {
  return Object.entries(thresholdLimits(config)).flatMap(([figure, limits]) =>
    (["warning", "critical"] as const).flatMap((severity) =>
      toSamples({ deployment, instance: "", figure, severity }, { redis_console_threshold: limits[severity] }),
    ),
  );
}
