import { expect, it } from "vitest";
import { scanFraction } from "#lib/redis/scan-fraction.ts";

it("grows from 0 to 1 in the order in which a server hands out its cursors", () => {
  // Of a table of 8: Redis counts with the bits reversed.
  const shares = [0n, 4n, 2n, 6n, 1n, 5n, 3n, 7n].map((cursor) => scanFraction(cursor, 8));
  expect(shares).toEqual([0, 1 / 8, 2 / 8, 3 / 8, 4 / 8, 5 / 8, 6 / 8, 7 / 8]);
});

it("needs no more than the size of the table to the next power of two", () => {
  expect(scanFraction(1n, 5)).toBe(0.5);
  expect(scanFraction(1n, 1_000_000)).toBe(0.5);
});

it("stays below 1 for a table that is larger than was thought, or empty", () => {
  expect(scanFraction(2n ** 40n - 1n, 8)).toBeLessThan(1);
  expect(scanFraction(0n, 0)).toBe(0);
});
