import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { joinAddress } from "#lib/redis/address.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import type { WatchedInstance } from "./compose-topology.ts";
import { createCounterWindow } from "./counter-window.ts";
import { type InstanceLook, lookAtInstance } from "./look-at-instance.ts";
import type { SentinelLook } from "./look-at-sentinel.ts";
import { createOpenness } from "./openness.ts";
import { createPingWindow } from "./ping-window.ts";
import { createSetups, type OnDirectives } from "./setups.ts";
import { createTarget, type Target } from "./target.ts";

const ANSWERS_WITHIN_MS = 1_000;
/** Connecting comes before the first answer. */
const LOOK_WITHIN_MS = 1_500;
/** No longer named by anybody who answers. */
const FORGET_AFTER_MS = 60_000;
/** Sentinels that lie must not fill the memory. */
const MOST_INSTANCES = 200;

interface Watched extends WatchedInstance {
  readonly target: Target<InstanceLook>;
}

/** Which instances there are, by whoever can say so, and what is known of each. */
export interface WatchedInstances {
  readonly all: readonly Watched[];
  /** Takes in what the sentinels and the instances name now. */
  discover(sentinels: readonly SentinelLook[]): void;
}

export function createWatchedInstances(
  connections: DeploymentConnections,
  now: () => number,
  onDirectives?: OnDirectives,
): WatchedInstances {
  const { config } = connections;
  const watched = new Map<string, Watched>();
  const namedAt = new Map<string, number>();
  const openness = createOpenness(config, now);
  const setups = createSetups(connections, now, onDirectives);
  const always = configuredAddresses(config);

  function add(address: string): void {
    const window = createCounterWindow();
    const pings = createPingWindow();
    const target = createTarget({
      address,
      withinMs: LOOK_WITHIN_MS,
      take: async () => {
        const look = await lookAtInstance(connections, address, ANSWERS_WITHIN_MS);
        return { ...look, pingMs: pings.add(look.pingMs) };
      },
      now,
      onLook: ({ info }, at) => {
        window.add(info, at);
        openness.refresh(address);
        setups.refresh(address);
      },
    });
    watched.set(address, {
      target,
      window,
      get isOpenToAnybody() {
        return openness.of(address);
      },
      get setup() {
        return setups.of(address);
      },
    });
  }

  function forget(): void {
    for (const [address, at] of namedAt) {
      if (now() - at <= FORGET_AFTER_MS) continue;
      namedAt.delete(address);
      watched.delete(address);
    }
  }

  return {
    get all() {
      return [...watched.values()];
    },
    discover(sentinels) {
      const answering = [...watched.values()].filter(
        ({ target }) => target.failure === undefined && target.seen !== undefined,
      );
      const named = [...always, ...sentinels.flatMap(addressesIn), ...answering.flatMap(replicasOf)];
      // When nobody is left to say who belongs to the deployment, all who did stay.
      const isNobodyLeft = (config.kind === "sentinel" ? sentinels : answering).length === 0;
      const stay = isNobodyLeft ? [...namedAt.keys()] : [];
      for (const address of [...named, ...stay]) {
        if (!namedAt.has(address) && namedAt.size >= MOST_INSTANCES) continue;
        namedAt.set(address, now());
        if (!watched.has(address)) add(address);
      }
      forget();
    },
  };
}

function configuredAddresses(config: DeploymentConfig): string[] {
  const managed = config.instances.flatMap(({ kind, host, port }) =>
    kind === "redis" ? (joinAddress(host.replace(/^\[|\]$/g, ""), port) ?? []) : [],
  );
  return config.kind === "standalone" ? [config.address, ...managed] : managed;
}

function addressesIn({ master, replicas }: SentinelLook): string[] {
  return [master?.address, ...replicas.map(({ address }) => address)].filter((address) => address !== undefined);
}

function replicasOf({ target }: Watched): string[] {
  return target.seen?.look.info.replication.replicas.map(({ address }) => address) ?? [];
}
