import { BlockList, isIP } from "node:net";

/** A set of client addresses: one address, or a block such as 203.0.113.0/24 or 2001:db8::/32. */
export interface AddressRange {
  has(address: string): boolean;
}

/** undefined: the text is no address and no block. */
export function parseAddressRange(text: string): AddressRange | undefined {
  const [address = "", bits, ...rest] = text.trim().split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return undefined;
  const longest = version === 4 ? 32 : 128;
  if (bits !== undefined && !/^\d{1,3}$/.test(bits)) return undefined;
  const prefix = bits === undefined ? longest : Number(bits);
  if (prefix > longest) return undefined;
  const list = new BlockList();
  list.addSubnet(address, prefix, version === 4 ? "ipv4" : "ipv6");
  return {
    has(candidate) {
      const plain = asIPv4(candidate);
      const its = isIP(plain);
      return its !== 0 && list.check(plain, its === 4 ? "ipv4" : "ipv6");
    },
  };
}

/** An IPv4 address in IPv6's clothes is the IPv4 address; a zone says nothing about whose it is. */
function asIPv4(address: string): string {
  const [bare = ""] = address.split("%");
  return /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(bare)?.[1] ?? bare;
}
