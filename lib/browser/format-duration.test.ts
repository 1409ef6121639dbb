import { expect, test } from "vitest";
import { formatDuration, formatRoughDuration } from "./format-duration.ts";

test("names the two largest units and leaves out a zero", () => {
  expect([0, 0.42, 250, 1500, 42_000, 75_000, 3_600_000, 200_000_000].map(formatDuration)).toEqual([
    "0 ms",
    "0.4 ms",
    "250 ms",
    "1.5 s",
    "42 s",
    "1 min 15 s",
    "1 h",
    "2 d 7 h",
  ]);
});

test("roughly is one unit, rounded down", () => {
  expect([999, 75_000, 7_200_000, 260_000_000].map(formatRoughDuration)).toEqual(["0 s", "1 min", "2 h", "3 d"]);
});
