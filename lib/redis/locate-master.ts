import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { findMaster } from "./find-master.ts";
import type { OpenClient } from "./open-client.ts";

/** How old the Sentinels' word may be. */
const FRESH_FOR_READING_MS = 500;
const FRESH_FOR_WRITING_MS = 50;
/** Where a master is known, a reader waits for the Sentinels no longer than this. */
const READER_WAITS_MS = 250;

export interface MasterLocator {
  /** Where the master should be, the likeliest first; only its ROLE makes sure. */
  locate(isWriting: boolean): Promise<readonly string[]>;
  /** The instance has said itself that it is the master. */
  confirm(address: string): void;
  /** It is not, or does not answer: the Sentinels are asked again. */
  doubt(): void;
}

export function createMasterLocator(
  config: DeploymentConfig,
  sentinelClient: (address: string) => Promise<OpenClient>,
): MasterLocator {
  if (config.kind === "standalone") {
    return { locate: async () => [config.address], confirm: () => {}, doubt: () => {} };
  }
  const question = {
    masterName: config.masterName,
    sentinels: config.sentinels,
    allowed: config.allowedAddresses,
    client: sentinelClient,
  };
  let heard: { addresses: readonly string[]; at: number } | undefined;
  let asking: Promise<readonly string[]> | undefined;
  let lastKnown: string | undefined;

  function ask(): Promise<readonly string[]> {
    asking ??= findMaster(question)
      .then((addresses) => {
        heard = { addresses, at: Date.now() };
        return addresses;
      })
      .finally(() => {
        asking = undefined;
      });
    return asking;
  }

  return {
    async locate(isWriting) {
      const freshMs = isWriting ? FRESH_FOR_WRITING_MS : FRESH_FOR_READING_MS;
      if (heard !== undefined && Date.now() - heard.at < freshMs) return heard.addresses;
      const known = lastKnown;
      if (known === undefined) return ask();
      // Whoever gets the last known master still asks it for its role, so a stale address does no harm.
      const answer = ask().catch(() => [known]);
      return isWriting ? answer : Promise.race([answer, after(READER_WAITS_MS, [known])]);
    },
    confirm(address) {
      lastKnown = address;
    },
    doubt() {
      heard = undefined;
    },
  };
}

function after<T>(ms: number, value: T): Promise<T> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(value), ms).unref();
  });
}
