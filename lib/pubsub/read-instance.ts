import type { RedisHandle } from "#lib/redis/deployment-connections.ts";
import type { NamedInstance } from "#lib/redis/list-instances.ts";
import { type ListedClient, listedClients } from "#lib/redis/parse-client-list.ts";
import { parseInfoText } from "#lib/redis/parse-info.ts";
import { isNarrow, MOST_UNFILTERED, toGlob } from "./channel-filter.ts";

const NAMES_A_CALL = 500;
const MOST_COUNTED = 5_000;
const MOST_CLIENTS = 500;

export interface CountedChannel {
  readonly channel: Buffer;
  readonly isSharded: boolean;
  readonly subscribers: number;
}

export interface InstanceReading {
  readonly instance: NamedInstance;
  readonly channels: number;
  readonly shardChannels: number;
  readonly patterns: number;
  readonly counted: readonly CountedChannel[];
  /** All that fit the filter, of which the first are counted. */
  readonly total: number;
  readonly needsFilter: boolean;
  readonly clients: readonly ListedClient[];
}

/** Who subscribes to what on one instance: subscriptions are its own, and no other instance knows of them. */
export async function readInstance(
  handle: RedisHandle,
  instance: NamedInstance,
  filter: string,
): Promise<InstanceReading> {
  const info = parseInfoText(await handle.run("INFO", (redis) => redis.info("stats")));
  const count = (name: string) => Number(info.get(name) ?? 0) || 0;
  const channels = count("pubsub_channels");
  const shardChannels = count("pubsubshard_channels");
  const needsFilter = channels + shardChannels > MOST_UNFILTERED && !isNarrow(filter);
  const plain = needsFilter ? EMPTY : await readCounts(handle, "CHANNELS", "NUMSUB", filter);
  const sharded =
    needsFilter || shardChannels === 0 ? EMPTY : await readCounts(handle, "SHARDCHANNELS", "SHARDNUMSUB", filter);
  return {
    instance,
    channels,
    shardChannels,
    patterns: count("pubsub_patterns"),
    counted: [
      ...plain.counts.map((one) => ({ ...one, isSharded: false })),
      ...sharded.counts.map((one) => ({ ...one, isSharded: true })),
    ],
    total: plain.total + sharded.total,
    needsFilter,
    clients: await readClients(handle),
  };
}

interface Counts {
  readonly counts: readonly { channel: Buffer; subscribers: number }[];
  readonly total: number;
}

const EMPTY: Counts = { counts: [], total: 0 };

async function readCounts(handle: RedisHandle, list: string, count: string, filter: string): Promise<Counts> {
  const names = buffersOf(
    await handle.run(`PUBSUB ${list}`, (redis) => redis.callBuffer("PUBSUB", list, toGlob(filter))),
  );
  const counts: { channel: Buffer; subscribers: number }[] = [];
  for (let from = 0; from < Math.min(names.length, MOST_COUNTED); from += NAMES_A_CALL) {
    counts.push(...(await countSubscribers(handle, count, names.slice(from, from + NAMES_A_CALL))));
  }
  return { counts, total: names.length };
}

/** The reply is name, count, name, count: the count of the nth name is not at n. */
export async function countSubscribers(
  handle: RedisHandle,
  command: string,
  names: readonly Buffer[],
): Promise<{ channel: Buffer; subscribers: number }[]> {
  const reply: unknown = await handle.run(`PUBSUB ${command}`, (redis) =>
    redis.callBuffer("PUBSUB", command, ...names),
  );
  const flat: unknown[] = Array.isArray(reply) ? reply : [];
  return names.flatMap((_, index) => {
    const [channel, subscribers] = [flat[2 * index], flat[2 * index + 1]];
    return Buffer.isBuffer(channel) ? [{ channel, subscribers: Number(subscribers) || 0 }] : [];
  });
}

export async function readClients(handle: RedisHandle): Promise<ListedClient[]> {
  const text = String(await handle.run("CLIENT LIST", (redis) => redis.call("CLIENT", "LIST", "TYPE", "PUBSUB")));
  const clients: ListedClient[] = [];
  for (const client of listedClients(text)) {
    clients.push(client);
    if (clients.length >= MOST_CLIENTS) break;
  }
  return clients;
}

function buffersOf(reply: unknown): Buffer[] {
  return Array.isArray(reply) ? reply.filter((name: unknown) => Buffer.isBuffer(name)) : [];
}
