import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { type DeclaredChannels, declaredChannels, keyspaceOf } from "./channel-keyspaces.ts";
import type { GuardedNames } from "./guarded-names.ts";
import { systemOf } from "./known-systems.ts";
import type { InstanceReading } from "./read-instance.ts";
import type { ChannelRow } from "./schema.ts";
import { watchedRate, watchesByName } from "./tail-hubs.ts";
import { whyNotPublish } from "./why-not-publish.ts";

interface Counted {
  readonly channel: Buffer;
  readonly isSharded: boolean;
  readonly byInstance: { address: string; subscribers: number }[];
}

/** One row a channel, whatever instances its subscribers are on; those that may be published to first. */
export function mergeChannels(
  connections: DeploymentConnections,
  readings: readonly InstanceReading[],
  guarded: GuardedNames,
  tag: (channel: Buffer) => string,
): ChannelRow[] {
  const declared = declaredChannels(connections.config);
  const channels = new Map<string, Counted>();
  for (const { instance, counted } of readings) {
    for (const { channel, isSharded, subscribers } of counted) {
      const key = `${isSharded} ${channel.toString("latin1")}`;
      const known = channels.get(key) ?? { channel, isSharded, byInstance: [] };
      known.byInstance.push({ address: instance.address, subscribers });
      channels.set(key, known);
    }
  }
  return [...channels.values()]
    .map((counted) => {
      const row = toRow(connections, counted, declared);
      const isHidden = guarded.isHidden(counted.channel);
      const id = isHidden ? tag(counted.channel) : counted.channel.toString("base64url");
      return { ...row, id, name: guarded.channelName(counted.channel), isHidden };
    })
    .sort(byInterest);
}

function toRow(
  connections: DeploymentConnections,
  { channel, isSharded, byInstance }: Counted,
  declared: readonly DeclaredChannels[],
): Omit<ChannelRow, "id" | "name" | "isHidden"> {
  const keyspace = keyspaceOf(declared, channel);
  const system = systemOf(channel, isSharded, keyspace?.system);
  const others = byInstance.map(({ address, subscribers }) => {
    const own = watchesByName(connections, address, channel, isSharded) ? 1 : 0;
    return { address, subscribers: Math.max(0, subscribers - own) };
  });
  const sum = (counts: Counted["byInstance"]) => counts.reduce((all, { subscribers }) => all + subscribers, 0);
  return {
    isSharded,
    byInstance: others,
    subscribers: sum(others),
    watchers: sum(byInstance) - sum(others),
    perSecond: watchedRate(connections, channel, isSharded) ?? null,
    keyspace: keyspace === undefined ? null : { name: keyspace.name, label: keyspace.label },
    system: system ?? null,
    whyNotPublish: whyNotPublish(keyspace, system, isSharded) ?? null,
  };
}

function byInterest(one: ChannelRow, other: ChannelRow): number {
  const rank = ({ keyspace, system }: ChannelRow) =>
    keyspace !== null ? 0 : system?.id === "sentinel-hello" || system?.id === "redis-internal" ? 2 : 1;
  return (
    rank(one) - rank(other) ||
    other.subscribers - one.subscribers ||
    (one.name < other.name ? -1 : Number(one.name > other.name))
  );
}
