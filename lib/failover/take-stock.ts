import { DomainError, isDomainError } from "#lib/errors.ts";
import { forecastFailover, type SentinelBelief } from "#lib/forecast/forecast-failover.ts";
import type { Forecast } from "#lib/forecast/schema.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { type InstanceInfo, parseInfo } from "#lib/redis/parse-info.ts";
import { electMaster } from "#lib/topology/elect-master.ts";
import { lookAtSentinel, type SentinelLook } from "#lib/topology/look-at-sentinel.ts";

const ANSWERS_WITHIN_MS = 1_000;

/** What one of them said, or why it said nothing. */
interface Sight<Seen> {
  readonly address: string;
  readonly seen: Seen | undefined;
  readonly silence: string | undefined;
}
export type SentinelSight = Sight<SentinelLook>;
export type InstanceSight = Sight<InstanceInfo>;

/** What is so right now, asked of everybody at once. */
export interface Stock {
  readonly master: string;
  readonly sentinels: readonly SentinelSight[];
  readonly instances: readonly InstanceSight[];
  readonly forecast: Forecast;
}

/** Throws where there is nobody to ask: a failover is the Sentinels' doing. */
export async function takeStock(connections: DeploymentConnections): Promise<Stock> {
  const { config } = connections;
  if (config.kind !== "sentinel") {
    throw new DomainError("CONFLICT", "It is a standalone instance: there is no replica that could take over.");
  }
  const { masterName } = config;
  const sentinels = await Promise.all(
    config.sentinels.map((address) =>
      sightOf(address, lookAtSentinel(connections, masterName, address, ANSWERS_WITHIN_MS)),
    ),
  );
  const looks = sentinels.flatMap(({ seen }) => seen ?? []);
  const master = electMaster(looks);
  if (master === undefined) {
    throw new DomainError("REDIS_UNREACHABLE", "No Sentinel names a master, so nothing can be said or done.", {
      where: config.sentinels.join(", "),
      advice: "Check that the Sentinels run. Nothing was changed.",
    });
  }
  const addresses = [master, ...replicasOf(looks).filter((address) => address !== master)];
  const instances = await Promise.all(addresses.map((address) => lookAtData(connections, address)));
  return { master, sentinels, instances, forecast: forecastOf(sentinels, instances, master) };
}

export function lookAtData(connections: DeploymentConnections, address: string): Promise<InstanceSight> {
  const asked = connections
    .instance(address)
    .then((handle) => handle.run("INFO", (redis) => redis.info(), { timeoutMs: ANSWERS_WITHIN_MS }));
  return sightOf(address, asked.then(parseInfo));
}

function sightOf<Seen>(address: string, asked: Promise<Seen>): Promise<Sight<Seen>> {
  return asked.then(
    (seen) => ({ address, seen, silence: undefined }),
    (thrown: unknown) => {
      if (!isDomainError(thrown)) throw thrown;
      return { address, seen: undefined, silence: thrown.message };
    },
  );
}

function replicasOf(looks: readonly SentinelLook[]): string[] {
  return [...new Set(looks.flatMap(({ replicas }) => replicas.flatMap(({ address }) => address ?? [])))];
}

function forecastOf(
  sentinels: readonly SentinelSight[],
  instances: readonly InstanceSight[],
  master: string,
): Forecast {
  const beliefs: SentinelBelief[] = sentinels.flatMap(({ address, seen }) =>
    seen === undefined ? [] : [{ address, ...seen }],
  );
  const offsetOf = (address: string) =>
    instances.find((one) => one.address === address)?.seen?.replication.offset ?? null;
  const end = offsetOf(master);
  return forecastFailover({
    beliefs,
    isUnderWay: beliefs.some((belief) => belief.master?.flags.isFailoverInProgress),
    lagOf(address) {
      const own = offsetOf(address);
      return { bytes: end === null || own === null ? null : Math.max(0, end - own), seconds: null };
    },
  });
}
