import type { ManagedInstance } from "#lib/config/deployment-schema.ts";
import type { PreCheck } from "#lib/failover/schema.ts";
import type { Stock } from "#lib/failover/take-stock.ts";
import { addressOf } from "#lib/lifecycle/managed-instance.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import type { RoundStop } from "./schema.ts";

/** Replicas first, then the master, which is none any more by then, then Sentinels. */
export function stopsOf(
  { config }: Pick<DeploymentConnections, "config">,
  stock: Stock,
  isWithSentinels: boolean,
): RoundStop[] {
  const data = config.instances.flatMap((one) => toStop(one, stock));
  const sentinels = isWithSentinels
    ? config.instances.flatMap((one): RoundStop[] =>
        one.kind === "sentinel"
          ? [{ name: one.name, kind: "sentinel", address: addressOf(one), role: "sentinel" }]
          : [],
      )
    : [];
  return [
    ...data.filter(({ role }) => role === "replica"),
    ...data.filter(({ role }) => role === "master"),
    ...sentinels,
  ];
}

function toStop(one: ManagedInstance, { master, instances }: Stock): RoundStop[] {
  const address = addressOf(one);
  if (one.kind !== "redis" || !instances.some((known) => known.address === address)) return [];
  return [{ name: one.name, kind: "redis", address, role: address === master ? "master" : "replica" }];
}

/** Whoever is left out would go on with the old binary or file, so a round is of everybody or of nobody. */
export function checkManaged({ instances }: Stock, stops: readonly RoundStop[]): PreCheck {
  const unmanaged = instances
    .map(({ address }) => address)
    .filter((one) => !stops.some(({ address }) => address === one));
  return unmanaged.length === 0
    ? { id: "managed", state: "ok", words: `All ${instances.length} instances are managed by this console.` }
    : {
        id: "managed",
        state: "refused",
        words: `Not managed by this console, so it cannot restart them: ${unmanaged.join(", ")}.`,
      };
}

/** While one replica is down, another must be there to take over. */
export function checkSpare({ instances }: Stock): PreCheck {
  const linked = instances.slice(1).filter(({ seen }) => seen?.replication.isLinkUp === true).length;
  const words = `${linked} ${linked === 1 ? "replica is" : "replicas are"} in sync`;
  return linked >= 2
    ? { id: "spare", state: "ok", words: `${words}: while one restarts, another could take over.` }
    : {
        id: "spare",
        state: "refused",
        words: `${words}: it takes 2, so that one can take over while another restarts.`,
      };
}
