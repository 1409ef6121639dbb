import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { type Address, splitAddress } from "./address.ts";
import { addressNotAllowed, isNeverRedis } from "./allowed-address.ts";

interface Resolved extends Address {
  /** The host's name, for the certificate; undefined where the address is no name. */
  readonly serverName?: string;
}

/** Looks names up before anything connects, so that a name cannot lead to where no Redis ever is. */
export async function resolveHost(address: string): Promise<Resolved> {
  const { host, port } = splitAddress(address);
  if (isIP(host) !== 0) return { host, port };
  const found = await lookup(host);
  if (isNeverRedis(found.address)) throw addressNotAllowed(address);
  return { host: found.address, port, serverName: host };
}
