import { expect, it } from "vitest";
import { isAllowedAddress, isNeverRedis } from "./allowed-address.ts";

it.each([
  "169.254.169.254:80",
  "[fe80::1]:6379",
  "[febf::1]:6379",
  "224.0.0.1:6379",
  "239.255.255.255:6379",
  "[ff02::1]:6379",
  "0.0.0.0:6379",
  "[::]:6379",
  "255.255.255.255:6379",
  "[::ffff:169.254.169.254]:80",
  "[::ffff:a9fe:a9fe]:80",
])("refuses %s where nothing is configured", (address) => {
  expect(isAllowedAddress(address, undefined)).toBe(false);
});

it.each(["127.0.0.1:6379", "10.0.0.7:6379", "[2001:db8::7]:6379", "[::1]:6379", "redis-1.internal:6379"])(
  "allows %s where nothing is configured",
  (address) => {
    expect(isAllowedAddress(address, undefined)).toBe(true);
  },
);

it.each([
  ["10.0.0.7:6379", "10.0.0.7:6379", true],
  ["10.0.0.7:6380", "10.0.0.7:6379", false],
  ["10.0.0.7:6380", "10.0.0.7", true],
  ["10.0.0.8:6379", "10.0.0.0/24", true],
  ["10.0.1.8:6379", "10.0.0.0/24", false],
  ["[2001:db8::7]:6379", "2001:db8::/32", true],
  ["[2001:db9::7]:6379", "2001:db8::/32", false],
  ["[2001:db8::7]:6379", "10.0.0.0/8", false],
  ["[::1]:6379", "[::1]", true],
  ["redis-1.internal:6379", "redis-1.internal", true],
  ["redis-10.internal:6379", "redis-1.internal", false],
  ["10.0.0.7:6379", "10.0.0.0/99", false],
  ["10.0.0.7:6379", "10.0.0.0/", false],
  ["10.0.0.7:6379", "rubbish/8", false],
])("takes %s by the rule %s: %s", (address, rule, isAllowed) => {
  expect(isAllowedAddress(address, [rule])).toBe(isAllowed);
});

it("allows nobody where the list is empty", () => {
  expect(isAllowedAddress("10.0.0.7:6379", [])).toBe(false);
});

it("judges what a name resolves to as it judges an address", () => {
  expect(isNeverRedis("169.254.169.254")).toBe(true);
  expect(isNeverRedis("redis-1.internal")).toBe(false);
});
