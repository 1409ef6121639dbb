import { expect, it } from "vitest";
import { joinAddress, parseAddress, splitAddress } from "./address.ts";

it("takes names, IPv4 and bracketed IPv6 apart, and puts them together again", () => {
  for (const address of ["redis-1.internal:6379", "10.0.0.1:1", "[::1]:65535"]) {
    const { host, port } = splitAddress(address);
    expect(joinAddress(host, port)).toBe(address);
  }
  expect(parseAddress("[::1]:7")).toEqual({ host: "::1", port: 7 });
});

it.each(["", "a", "a:", ":1", "a:0", "a:65536", "::1:7", "a b:1", "a:1:2", "a/b:1", "a:1\r\nPING", "[a]:1x"])(
  "knows that %j is no address",
  (text) => {
    expect(parseAddress(text)).toBeUndefined();
  },
);

it.each([
  [undefined, "1"],
  ["", "1"],
  ["a", ""],
  ["a", "x"],
  ["a", null],
  ["a\r\nb", "1"],
  [{}, 1],
])("makes no address of %j and %j", (host, port) => {
  expect(joinAddress(host, port)).toBeUndefined();
});
