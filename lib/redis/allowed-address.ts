import { BlockList, isIP, isIPv6 } from "node:net";
import { DomainError } from "#lib/errors.ts";
import { splitAddress } from "./address.ts";

/** Where no Redis ever is, but where metadata services and everybody's neighbours are. */
const NEVER = new BlockList();
NEVER.addSubnet("169.254.0.0", 16, "ipv4");
NEVER.addSubnet("224.0.0.0", 4, "ipv4");
NEVER.addSubnet("0.0.0.0", 8, "ipv4");
NEVER.addSubnet("fe80::", 10, "ipv6");
NEVER.addSubnet("ff00::", 8, "ipv6");

/** A Sentinel that lies could send the console's password anywhere; so an address must be one that the operator expects. */
export function assertAllowedAddress(address: string, allowed: readonly string[] | undefined): void {
  if (isAllowedAddress(address, allowed)) return;
  throw new DomainError(
    "REDIS_UNREACHABLE",
    `A Sentinel names ${address} as an instance, and that address is not allowed. It was not contacted.`,
    {
      where: address,
      advice:
        "If it is right, add it to allowedAddresses of the deployment; if not, look at who has changed the Sentinels.",
    },
  );
}

export function isAllowedAddress(address: string, allowed: readonly string[] | undefined): boolean {
  const { host } = splitAddress(address);
  const family = isIPv6(host) ? "ipv6" : "ipv4";
  if (allowed === undefined) return isIP(host) === 0 || !NEVER.check(host, family);
  return allowed.some((rule) => rule === address || rule === host || isInBlock(rule, host));
}

function isInBlock(rule: string, host: string): boolean {
  const [network = "", bits] = rule.split("/");
  if (bits === undefined || isIP(host) === 0 || isIP(host) !== isIP(network)) return false;
  const block = new BlockList();
  block.addSubnet(network, Number(bits), isIPv6(network) ? "ipv6" : "ipv4");
  return block.check(host, isIPv6(host) ? "ipv6" : "ipv4");
}
