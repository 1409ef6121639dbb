import type { RedisHandle } from "#lib/redis/deployment-connections.ts";
import type { NamedInstance } from "#lib/redis/list-instances.ts";
import { type ListedClient, listedClients } from "#lib/redis/parse-client-list.ts";
import { parseInfoText } from "#lib/redis/parse-info.ts";
import { withinBytes } from "#lib/redis/within-bytes.ts";
import { CHANNEL_LIMITS, isNarrow, toGlob, wholeName } from "./channel-filter.ts";
import type { GuardedNames } from "./guarded-names.ts";

const NAMES_A_CALL = 500;
const MOST_COUNTED = 5_000;
/** Only these are told one by one; all are counted. */
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
  /** There are so many that not even a filter is tried: only a whole name. */
  readonly needsName: boolean;
  readonly clients: readonly ListedClient[];
  /** All of them, with their subscriptions by pattern. */
  readonly clientTotal: number;
  readonly patternTotal: number;
}

/** Who subscribes to what on one instance: subscriptions are its own, and no other instance knows of them. */
export async function readInstance(
  handle: RedisHandle,
  instance: NamedInstance,
  filter: string,
  guarded: GuardedNames,
  { unfiltered, searched } = CHANNEL_LIMITS,
): Promise<InstanceReading> {
  const info = parseInfoText(await handle.run("INFO", (redis) => redis.info("stats")));
  const count = (name: string) => Number(info.get(name) ?? 0) || 0;
  const channels = count("pubsub_channels");
  const shardChannels = count("pubsubshard_channels");
  const all = channels + shardChannels;
  const needsName = all > searched && wholeName(filter) === undefined;
  const needsFilter = all > unfiltered && !isNarrow(filter);
  const read = async (list: string, numbers: string): Promise<Counts> => {
    if (needsName || needsFilter) return EMPTY;
    return all > searched
      ? readOneCount(handle, numbers, wholeName(filter) ?? "")
      : readCounts(handle, list, numbers, filter, guarded);
  };
  const plain = await read("CHANNELS", "NUMSUB");
  const sharded = shardChannels === 0 ? EMPTY : await read("SHARDCHANNELS", "SHARDNUMSUB");
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
    needsName,
    ...countClients(await readClients(handle)),
  };
}

interface Counts {
  readonly counts: readonly { channel: Buffer; subscribers: number }[];
  readonly total: number;
}

const EMPTY: Counts = { counts: [], total: 0 };

async function readCounts(
  handle: RedisHandle,
  list: string,
  count: string,
  filter: string,
  guarded: GuardedNames,
): Promise<Counts> {
  const glob = toGlob(filter);
  const reply = await handle.run(`PUBSUB ${list}`, (redis) =>
    withinBytes(redis, () => redis.callBuffer("PUBSUB", list, glob)),
  );
  const names = buffersOf(reply).filter((name) => guarded.mayFind(glob, name));
  const counts: { channel: Buffer; subscribers: number }[] = [];
  for (let from = 0; from < Math.min(names.length, MOST_COUNTED); from += NAMES_A_CALL) {
    counts.push(...(await countSubscribers(handle, count, names.slice(from, from + NAMES_A_CALL))));
  }
  return { counts, total: names.length };
}

async function readOneCount(handle: RedisHandle, command: string, name: string): Promise<Counts> {
  const counts = await countSubscribers(handle, command, [Buffer.from(name)]);
  const some = counts.filter(({ subscribers }) => subscribers > 0);
  return { counts: some, total: some.length };
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

/** One by one: of a long list nobody holds more than the text that the server sent. */
export async function readClients(handle: RedisHandle): Promise<Iterable<ListedClient>> {
  const reply = await handle.run("CLIENT LIST", (redis) =>
    withinBytes(redis, () => redis.call("CLIENT", "LIST", "TYPE", "PUBSUB")),
  );
  return listedClients(String(reply));
}

function countClients(all: Iterable<ListedClient>): Pick<InstanceReading, "clients" | "clientTotal" | "patternTotal"> {
  const clients: ListedClient[] = [];
  let [clientTotal, patternTotal] = [0, 0];
  for (const client of all) {
    clientTotal += 1;
    patternTotal += client.patternSubscriptions ?? 0;
    if (clients.length < MOST_CLIENTS) clients.push(client);
  }
  return { clients, clientTotal, patternTotal };
}

function buffersOf(reply: unknown): Buffer[] {
  return Array.isArray(reply) ? reply.filter((name: unknown) => Buffer.isBuffer(name)) : [];
}
