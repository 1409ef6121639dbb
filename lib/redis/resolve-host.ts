import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { type Address, splitAddress } from "./address.ts";
import { addressNotAllowed, isNeverRedis } from "./allowed-address.ts";

interface Resolved extends Address {
  /** The host's name, for the certificate; undefined where the address is no name. */
  readonly serverName?: string;
}

/** A name may have an IPv6 and an IPv4 address while the server listens on one of them alone. */
const MOST_TRIED = 4;

/** Looks names up before anything connects, so that a name cannot lead to where no Redis ever is. */
export async function resolveHost(address: string): Promise<readonly Resolved[]> {
  const { host, port } = splitAddress(address);
  if (isIP(host) !== 0) return [{ host, port }];
  const found = await lookup(host, { all: true });
  if (found.some((one) => isNeverRedis(one.address))) throw addressNotAllowed(address);
  return found.slice(0, MOST_TRIED).map((one) => ({ host: one.address, port, serverName: host }));
}
