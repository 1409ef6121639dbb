import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { DomainError } from "#lib/errors.ts";
import { joinAddress, parseAddress } from "./address.ts";
import { addressNotAllowed, isAllowedAddress } from "./allowed-address.ts";

/** More than any deployment has; a Sentinel that lies must not fill the memory. */
const MOST_NAMED = 500;

export interface KnownInstances {
  /** Somebody the console trusts has named it as part of the deployment. */
  name(addresses: readonly string[]): void;
  /** Throws unless the address is configured, or was named (after asking once more) and is allowed. */
  assertKnown(address: string): Promise<void>;
}

/** The console connects and signs in only where the deployment is, whatever address it is asked for. */
export function createKnownInstances(config: DeploymentConfig, askAgain: () => Promise<void>): KnownInstances {
  const configured = new Set(configuredAddresses(config));
  const named = new Set<string>();
  return {
    name(addresses) {
      for (const address of addresses) if (named.size < MOST_NAMED) named.add(address);
    },
    async assertKnown(address) {
      if (configured.has(address)) return;
      if (parseAddress(address) === undefined) throw noSuchInstance(address);
      if (!named.has(address)) await askAgain();
      if (!named.has(address)) throw noSuchInstance(address);
      if (!isAllowedAddress(address, config.allowedAddresses)) throw addressNotAllowed(address);
    },
  };
}

function configuredAddresses(config: DeploymentConfig): string[] {
  const managed = config.instances
    .filter(({ kind }) => kind === "redis")
    .map(({ host, port }) => bracketed(host, port));
  return config.kind === "standalone" ? [config.address, ...managed] : managed;
}

function bracketed(host: string, port: number): string {
  return joinAddress(host.replace(/^\[|\]$/g, ""), port) ?? "";
}

function noSuchInstance(address: string): DomainError {
  const shown = parseAddress(address) === undefined ? "that address" : address;
  return new DomainError("NOT_FOUND", `The deployment has no instance at ${shown}.`, {
    advice: "Choose one of the instances on the overview.",
  });
}
