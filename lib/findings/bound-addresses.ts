/** A dash before an address says that it may be missing on the host. */
export function boundAddresses(bind: string | undefined): string[] {
  return (bind ?? "").split(" ").filter((address) => address !== "");
}

export function isReachableFromEverywhere(addresses: readonly string[]): boolean {
  return addresses.some((address) => ["0.0.0.0", "*", "::", "-::*", "::*"].includes(address));
}

export function isLoopback(address: string): boolean {
  return /^-?(127\.[\d.]+|::1|localhost)$/.test(address);
}
