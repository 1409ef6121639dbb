import { expect, test } from "vitest";
import { formatRelative, formatUtc } from "./format-time.ts";

const NOW = Date.UTC(2026, 2, 1, 12, 3, 5);

test("says how long ago or how soon", () => {
  expect([NOW, NOW - 3 * 60_000, NOW + 6 * 86_400_000].map((at) => formatRelative(at, NOW))).toEqual([
    "just now",
    "3 min ago",
    "in 6 d",
  ]);
});

test("writes the exact time in UTC", () => {
  expect(formatUtc(NOW)).toBe("2026-03-01 12:03:05 UTC");
});
