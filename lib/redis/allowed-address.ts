import { BlockList, isIP, isIPv6 } from "node:net";
import { DomainError } from "#lib/errors.ts";
import { splitAddress } from "./address.ts";

/** Where no Redis ever is, but where metadata services and everybody's neighbours are. */
const NEVER = new BlockList();
NEVER.addSubnet("169.254.0.0", 16, "ipv4");
NEVER.addSubnet("224.0.0.0", 4, "ipv4");
NEVER.addAddress("255.255.255.255", "ipv4");
NEVER.addSubnet("0.0.0.0", 8, "ipv4");
NEVER.addAddress("::", "ipv6");
NEVER.addSubnet("fe80::", 10, "ipv6");
NEVER.addSubnet("ff00::", 8, "ipv6");

/** A Sentinel that lies could send the console's password anywhere; so an address must be one that the operator expects. */
export function isAllowedAddress(address: string, allowed: readonly string[] | undefined): boolean {
  const { host } = splitAddress(address);
  if (allowed === undefined) return !isNeverRedis(host);
  return allowed.some((rule) => rule === address || rule === host || rule === `[${host}]` || isInBlock(rule, host));
}

/** Also for what a name resolves to. A name itself is never refused. */
export function isNeverRedis(host: string): boolean {
  return isIP(host) !== 0 && NEVER.check(host, familyOf(host));
}

export function addressNotAllowed(address: string): DomainError {
  return new DomainError(
    "REDIS_UNREACHABLE",
    `${address} was named as an instance, and that address is not allowed. It was not contacted.`,
    {
      where: address,
      advice:
        "If it is right, add it to allowedAddresses of the deployment; if not, look at who has changed the Sentinels.",
    },
  );
}

function isInBlock(rule: string, host: string): boolean {
  const [network = "", bits] = rule.split("/");
  if (bits === undefined || !/^\d{1,3}$/.test(bits)) return false;
  if (isIP(host) === 0 || isIP(host) !== isIP(network)) return false;
  const length = Number(bits);
  if (length > (isIPv6(host) ? 128 : 32)) return false;
  const block = new BlockList();
  block.addSubnet(network, length, familyOf(network));
  return block.check(host, familyOf(host));
}

function familyOf(host: string): "ipv4" | "ipv6" {
  return isIPv6(host) ? "ipv6" : "ipv4";
}
