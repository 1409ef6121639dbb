import { setTimeout as delay } from "node:timers/promises";
import { DomainError } from "#lib/errors.ts";
import { createConnectGate } from "./connect-gate.ts";
import type { ClientIdentity, OpenClient } from "./open-client.ts";

/** Of the connections that an instance's maxclients allows, the console takes no more than these. */
const MOST_PER_INSTANCE = 8;
const MOST_EXCLUSIVE_PER_INSTANCE = 3;
const WAIT_FOR_ROOM_MS = 1_500;
/** What was used so recently may be in the middle of a piece of work. */
const SURELY_UNUSED_AFTER_MS = 1_000;
const CLOSE_IDLE_AFTER_MS = 60_000;
const LOOK_EVERY_MS = 10_000;

/** `purpose` tells clients of one user apart that have other options. */
export interface ClientKey extends ClientIdentity {
  readonly purpose: string;
}

export interface ClientPool {
  /** The one shared client for the key; opened when first wanted, and again after its connection ended. */
  shared(key: ClientKey): Promise<OpenClient>;
  /** A client that nobody else has while `work` runs; kept for the next one unless `work` throws. */
  exclusive<T>(key: ClientKey, work: (client: OpenClient) => Promise<T>): Promise<T>;
  /** A client for whoever asks, who closes it: it is never taken for unused. */
  own(key: ClientKey): Promise<OpenClient>;
  close(): void;
}

export function createClientPool(open: (key: ClientKey) => Promise<OpenClient>): ClientPool {
  const clients = new Map<string, Set<OpenClient>>();
  const shared = new Map<string, Promise<OpenClient>>();
  const free = new Map<string, OpenClient[]>();
  const busy = new Map<string, number>();
  const opening = new Map<string, number>();
  const pass = createConnectGate();
  let isClosed = false;

  const everyClient = () => [...clients.values()].flatMap((set) => [...set]);
  const timer = closeUnused(everyClient);
  const count = (address: string) => (clients.get(address)?.size ?? 0) + (opening.get(address) ?? 0);

  async function openNew(key: ClientKey): Promise<OpenClient> {
    if (isClosed) throw closed(key.address);
    await takePlace(
      opening,
      key.address,
      () => count(key.address) < MOST_PER_INSTANCE,
      () => clients.get(key.address),
    );
    try {
      const client = await pass(`${key.address} ${key.user}`, () => open(key));
      keep(client);
      return client;
    } finally {
      add(opening, key.address, -1);
    }
  }

  function keep(client: OpenClient): void {
    const siblings = clients.get(client.address) ?? new Set();
    clients.set(client.address, siblings.add(client));
    client.onEnd(() => siblings.delete(client));
    if (isClosed) client.close();
  }

  async function takeFree(key: ClientKey): Promise<OpenClient> {
    const waiting = free.get(keyText(key)) ?? [];
    for (let client = waiting.pop(); client !== undefined; client = waiting.pop()) {
      if (client.isOpen()) return touched(client);
    }
    return openNew(key);
  }

  async function takeShared(key: ClientKey): Promise<OpenClient> {
    const text = keyText(key);
    const known = shared.get(text);
    const client = known === undefined ? undefined : await known.catch(() => undefined);
    if (client?.isOpen()) return touched(client);
    // Others may have waited for the same ended client: only the first of them opens another.
    if (shared.get(text) !== known) return takeShared(key);
    const opened = openNew(key);
    shared.set(text, opened);
    return opened;
  }

  return {
    shared: takeShared,
    async exclusive(key, work) {
      const { address } = key;
      await takePlace(busy, address, () => (busy.get(address) ?? 0) < MOST_EXCLUSIVE_PER_INSTANCE);
      try {
        const client = await takeFree(key);
        const result = await runAlone(client, work);
        if (client.isOpen()) free.set(keyText(key), [...(free.get(keyText(key)) ?? []), client]);
        return result;
      } finally {
        add(busy, address, -1);
      }
    },
    own: async (key) => held(await openNew(key)),
    close() {
      isClosed = true;
      clearInterval(timer);
      for (const client of everyClient()) client.close();
    },
  };
}

function closeUnused(clients: () => OpenClient[]): NodeJS.Timeout {
  const look = () => {
    for (const client of clients()) if (isUnused(client, CLOSE_IDLE_AFTER_MS)) client.close();
  };
  return setInterval(look, LOOK_EVERY_MS).unref();
}

/** A client that may still watch keys or be inside a transaction is not given to anybody else. */
async function runAlone<T>(client: OpenClient, work: (client: OpenClient) => Promise<T>): Promise<T> {
  let isClean = false;
  client.pending++;
  try {
    const result = await work(client);
    isClean = (await client.redis.unwatch().catch(() => "lost")) === "OK";
    return result;
  } finally {
    client.pending--;
    client.lastUsedAt = Date.now();
    if (!isClean || !client.isOpen()) client.close();
  }
}

/** Counts as in use for as long as it is open. */
function held(client: OpenClient): OpenClient {
  client.pending++;
  return client;
}

/** Whoever gets it is about to use it, so it is no longer one to close. */
function touched(client: OpenClient): OpenClient {
  client.lastUsedAt = Date.now();
  return client;
}

/**
 * Counts one more, in the same turn in which there is room. Where there is none, closes the client that was not used
 * for the longest time, or waits.
 */
async function takePlace(
  places: Map<string, number>,
  address: string,
  hasRoom: () => boolean,
  among: () => Set<OpenClient> | undefined = () => undefined,
): Promise<void> {
  const deadline = Date.now() + WAIT_FOR_ROOM_MS;
  while (!hasRoom()) {
    const [oldest] = [...(among() ?? [])]
      .filter((client) => isUnused(client, SURELY_UNUSED_AFTER_MS))
      .sort((a, b) => a.lastUsedAt - b.lastUsedAt);
    oldest?.close();
    if (Date.now() > deadline) {
      throw new DomainError(
        "TOO_MANY_REQUESTS",
        `The console already uses all connections to ${address} that it allows itself.`,
        {
          where: address,
          advice: "Wait until other work on that instance has ended, then try again.",
        },
      );
    }
    await delay(10);
  }
  add(places, address, 1);
}

function isUnused(client: OpenClient, forMs: number): boolean {
  return client.pending === 0 && Date.now() - client.lastUsedAt > forMs;
}

function keyText({ address, db, user, purpose }: ClientKey): string {
  return JSON.stringify([address, db, user, purpose]);
}

function add(counts: Map<string, number>, address: string, change: number): void {
  counts.set(address, (counts.get(address) ?? 0) + change);
}

function closed(where: string): DomainError {
  return new DomainError("REDIS_UNREACHABLE", "The console is ending and opens no more connections.", { where });
}
