import { describe, expect, it } from "vitest";
import { parseAddressRange } from "./address-range.ts";

describe("a range of addresses", () => {
  it.each([
    ["203.0.113.0/24", "203.0.113.255", true],
    ["203.0.113.0/24", "203.0.114.0", false],
    ["203.0.113.77/24", "203.0.113.1", true],
    ["203.0.113.7", "203.0.113.7", true],
    ["203.0.113.7", "203.0.113.8", false],
    ["0.0.0.0/0", "198.51.100.1", true],
    ["0.0.0.0/0", "2001:db8::1", false],
    ["203.0.113.0/24", "::ffff:203.0.113.9", true],
    ["203.0.113.0/24", "::FFFF:203.0.113.9", true],
    ["2001:db8::/32", "2001:db8:ffff::1", true],
    ["2001:db8::/32", "2001:db9::1", false],
    ["fe80::/10", "fe80::1%eth0", true],
    ["2001:db8::1", "2001:0db8:0:0:0:0:0:1", true],
    ["203.0.113.0/24", "no address", false],
    ["203.0.113.0/24", "", false],
  ])("%s has %s: %s", (range, address, isIn) => {
    expect(parseAddressRange(range)?.has(address)).toBe(isIn);
  });

  it.each([
    "",
    "203.0.113.0/33",
    "203.0.113.0/-1",
    "203.0.113.0/24/24",
    "203.0.113/24",
    "2001:db8::/129",
    "*",
    "10.0.0.0/ 8",
    "1/0",
  ])("%s is none", (text) => {
    expect(parseAddressRange(text)).toBeUndefined();
  });
});
