import { setTimeout as delay } from "node:timers/promises";
import { isDomainError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";

const RETRY_MS = 1_000;

interface ListenOptions {
  connections: DeploymentConnections;
  sentinels: readonly string[];
  signal: AbortSignal;
  onEvent(event: string, text: string, sentinel: string): void;
}

/** Hears all configured sentinels until the signal fires, and begins anew with one whose connection was lost. */
export async function listenToSentinels({ connections, sentinels, signal, onEvent }: ListenOptions): Promise<void> {
  await Promise.all(sentinels.map((address) => listenToOne(address)));

  async function listenToOne(address: string): Promise<void> {
    while (!signal.aborted) {
      await hearUntilLost(address);
      await delay(RETRY_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  async function hearUntilLost(address: string): Promise<void> {
    const lost = Promise.withResolvers<void>();
    try {
      const hear = (event: string, text: string) => onEvent(event, text, address);
      const hearing = await connections.hearSentinel(address, hear, lost.resolve);
      signal.addEventListener("abort", () => lost.resolve(), { once: true });
      if (!signal.aborted) await lost.promise;
      hearing.close();
    } catch (thrown) {
      // That it is silent is what the snapshot says; only what nobody expected belongs in the log.
      if (!isDomainError(thrown)) log.error("hearing a sentinel met a fault", { address, thrown });
    }
  }
}
