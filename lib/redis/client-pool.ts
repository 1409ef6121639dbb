import type { DomainError } from "#lib/errors.ts";
import { isDomainError } from "#lib/errors.ts";
import type { ClientOptions } from "./client-options.ts";
import { type OpenClient, openClient } from "./open-client.ts";

const RETRY_AFTER_MS = 250;
/** A wrong password does not become right by asking often, and servers log each attempt. */
const RETRY_AFTER_REFUSAL_MS = 5_000;

interface Slot {
  client: Promise<OpenClient>;
  failure?: { error: DomainError; until: number };
}

export interface ClientPool {
  get(key: string, address: string, options: () => ClientOptions): Promise<OpenClient>;
  drop(client: OpenClient): void;
  close(): void;
}

/** One client for each key, opened when first wanted and again after its connection ended. */
export function createClientPool(now: () => number = Date.now): ClientPool {
  const slots = new Map<string, Slot>();
  async function open(key: string, address: string, options: () => ClientOptions): Promise<OpenClient> {
    const slot: Slot = { client: openClient(address, options()) };
    slots.set(key, slot);
    try {
      return await slot.client;
    } catch (thrown) {
      if (isDomainError(thrown)) slot.failure = { error: thrown, until: now() + pauseAfter(thrown) };
      else slots.delete(key);
      throw thrown;
    }
  }
  return {
    async get(key, address, options) {
      const slot = slots.get(key);
      if (slot === undefined) return open(key, address, options);
      if (slot.failure !== undefined) {
        if (slot.failure.until > now()) throw slot.failure.error;
        return open(key, address, options);
      }
      const client = await slot.client;
      return client.isOpen() ? client : open(key, address, options);
    },
    drop(client) {
      client.close();
      for (const [key, slot] of slots) {
        slot.client.then((open) => open === client && slots.delete(key)).catch(() => undefined);
      }
    },
    close() {
      for (const slot of slots.values()) slot.client.then((client) => client.close()).catch(() => undefined);
      slots.clear();
    },
  };
}

function pauseAfter(error: DomainError): number {
  return error.code === "REDIS_REPLIED_ERROR" ? RETRY_AFTER_REFUSAL_MS : RETRY_AFTER_MS;
}
