export interface Address {
  readonly host: string;
  readonly port: number;
}

/** `host:port`, an IPv6 address in brackets; undefined when the text is something else. */
export function parseAddress(text: string): Address | undefined {
  const match = /^(?:\[([0-9a-fA-F:.]{2,45})\]|([A-Za-z0-9._-]{1,253})):(\d{1,5})$/.exec(text);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  if (host === undefined || port < 1 || port > 65_535) return undefined;
  return { host, port };
}

/** For addresses that have been checked before. */
export function splitAddress(address: string): Address {
  const parts = parseAddress(address);
  if (parts === undefined) throw new TypeError("The text is not host:port.");
  return parts;
}

/** Undefined unless the parts make a real address: they may come from a hostile reply. */
export function joinAddress(host: unknown, port: unknown): string | undefined {
  if (typeof host !== "string") return undefined;
  const text = host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
  return parseAddress(text) === undefined ? undefined : text;
}
