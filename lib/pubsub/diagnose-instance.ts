import { setTimeout as delay } from "node:timers/promises";
import { isDomainError } from "#lib/errors.ts";
import type { DeploymentConnections, RedisHandle } from "#lib/redis/deployment-connections.ts";
import type { NamedInstance } from "#lib/redis/list-instances.ts";
import { parseInfoText } from "#lib/redis/parse-info.ts";
import { type Ear, openEar } from "./ear.ts";
import { countSubscribers, readClients } from "./read-instance.ts";
import type { DiagnosedInstance, PubsubClient } from "./schema.ts";
import { watchesByName } from "./tail-hubs.ts";
import { toPubsubClient } from "./to-pubsub-client.ts";

export interface Wish {
  readonly channel: Buffer;
  readonly isSharded: boolean;
  readonly seconds: number;
  readonly signal: AbortSignal;
}

/** Told one by one; all are counted. */
export const MOST_CLIENTS = 100;

interface Looked {
  readonly instance: DiagnosedInstance;
  readonly clients: readonly PubsubClient[];
  readonly clientTotal: number;
}

/** Everything about one channel that one instance can say, and whether a message passes it meanwhile. */
export async function diagnoseInstance(
  connections: DeploymentConnections,
  named: NamedInstance,
  wish: Wish,
): Promise<Looked> {
  try {
    const handle = await connections.instance(named.address);
    // Counted before the console's own ear would be one of them.
    const counted = await readCounts(connections, handle, wish);
    const heard = await listenFor(connections, named.address, wish);
    return {
      instance: {
        ...named,
        failure: null,
        ...counted.figures,
        ...heard,
        ...(await readServer(handle)),
        bufferLimit: await readBufferLimit(connections, named.address),
      },
      clients: counted.clients,
      clientTotal: counted.clientTotal,
    };
  } catch (thrown) {
    if (!isDomainError(thrown)) throw thrown;
    return {
      instance: { ...named, ...NOTHING, failure: { message: thrown.message, advice: thrown.advice } },
      clients: [],
      clientTotal: 0,
    };
  }
}

const NOTHING = {
  ...{ subscribers: 0, shardSubscribers: 0, patternSubscriptions: 0, messages: null, listenFailure: null },
  ...{ isLinkUp: null, linkDownSeconds: null, uptimeSeconds: null, bufferDisconnections: null, evictedClients: null },
  ...{ bufferLimit: null, largestBufferBytes: 0, youngestClientSeconds: null },
};

async function readCounts(connections: DeploymentConnections, handle: RedisHandle, { channel }: Wish) {
  const count = async (command: string, isSharded: boolean) => {
    const [found] = await countSubscribers(handle, command, [channel]);
    const own = watchesByName(connections, handle.address, channel, isSharded) ? 1 : 0;
    return Math.max(0, (found?.subscribers ?? 0) - own);
  };
  const clients: PubsubClient[] = [];
  let [clientTotal, patternSubscriptions, largestBufferBytes] = [0, 0, 0];
  let youngestClientSeconds: number | null = null;
  for (const listed of await readClients(handle)) {
    const client = toPubsubClient(listed, handle.address, connections.config);
    if (client.kind !== "application") continue;
    if (clients.length < MOST_CLIENTS) clients.push(client);
    const { patterns, outputBytes, ageSeconds } = client;
    clientTotal += 1;
    patternSubscriptions += patterns;
    largestBufferBytes = Math.max(largestBufferBytes, outputBytes ?? 0);
    if (ageSeconds !== null) youngestClientSeconds = Math.min(youngestClientSeconds ?? ageSeconds, ageSeconds);
  }
  return {
    clients,
    clientTotal,
    figures: {
      subscribers: await count("NUMSUB", false),
      shardSubscribers: await count("SHARDNUMSUB", true),
      patternSubscriptions,
      youngestClientSeconds,
      largestBufferBytes,
    },
  };
}

async function listenFor(
  connections: DeploymentConnections,
  address: string,
  { channel, isSharded, seconds, signal }: Wish,
): Promise<Pick<DiagnosedInstance, "messages" | "listenFailure">> {
  let ear: Ear | undefined;
  try {
    ear = await openEar(connections, address, channel, isSharded);
    await delay(seconds * 1_000, undefined, { signal }).catch(() => undefined);
    return { messages: ear.count(), listenFailure: null };
  } catch (thrown) {
    if (!isDomainError(thrown)) throw thrown;
    return { messages: null, listenFailure: `${thrown.message} ${thrown.advice}` };
  } finally {
    ear?.close();
  }
}

async function readServer(handle: RedisHandle) {
  const info = parseInfoText(await handle.run("INFO", (redis) => redis.info()));
  const number = (name: string) => {
    const text = info.get(name);
    return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null;
  };
  const link = info.get("master_link_status");
  return {
    isLinkUp: link === undefined ? null : link === "up",
    linkDownSeconds: number("master_link_down_since_seconds"),
    uptimeSeconds: number("uptime_in_seconds"),
    bufferDisconnections: number("client_output_buffer_limit_disconnections"),
    evictedClients: number("evicted_clients"),
  };
}

async function readBufferLimit(
  connections: DeploymentConnections,
  address: string,
): Promise<DiagnosedInstance["bufferLimit"]> {
  try {
    return parseBufferLimit((await connections.instanceConfig(address))?.get("client-output-buffer-limit"));
  } catch (thrown) {
    if (!isDomainError(thrown)) throw thrown;
    return null;
  }
}

/** "normal 0 0 0 slave 268435456 67108864 60 pubsub 33554432 8388608 60" */
export function parseBufferLimit(text: string | undefined): DiagnosedInstance["bufferLimit"] {
  const found = /\bpubsub (\d{1,15}) (\d{1,15}) (\d{1,9})\b/.exec(text ?? "");
  if (found === null) return null;
  return { hardBytes: Number(found[1]), softBytes: Number(found[2]), softSeconds: Number(found[3]) };
}
