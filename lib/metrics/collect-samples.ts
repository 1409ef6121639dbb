import type { Services } from "#lib/services.ts";
import { pollerFor } from "#lib/topology/start-pollers.ts";
import { deploymentSamples } from "./deployment-samples.ts";
import { jobSamples } from "./job-samples.ts";
import { operationSamples } from "./operation-meter.ts";
import type { Sample } from "./sample.ts";
import { toSamples } from "./to-samples.ts";

/** What is counted elsewhere in the process. */
export interface ConsoleGauges {
  eventStreams: number;
}

/** Everything a scrape gets; asks nothing of Redis. */
export async function collectSamples(services: Services, gauges: ConsoleGauges): Promise<Sample[]> {
  const { deployments, store, now } = services;
  return [
    ...deployments.names.flatMap((name) =>
      deploymentSamples(name, deployments.get(name).config, pollerFor(name).status(), now()),
    ),
    ...toSamples({}, { redis_console_event_streams: gauges.eventStreams }),
    ...operationSamples(),
    ...(await jobSamples(store)),
    ...processSamples(),
  ];
}

function processSamples(): Sample[] {
  const { user, system } = process.cpuUsage();
  return toSamples(
    {},
    {
      process_cpu_seconds_total: (user + system) / 1e6,
      process_resident_memory_bytes: process.memoryUsage.rss(),
      process_start_time_seconds: performance.timeOrigin / 1000,
    },
  );
}
