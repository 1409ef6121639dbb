import { expect, it } from "vitest";
import {
  LAST_HOUR,
  move,
  rangeOfKey,
  readTimeRange,
  stretch,
  type TimeRange,
  withTimeRange,
  zoom,
} from "./time-range.ts";

const read = (query: string) => readTimeRange(new URLSearchParams(query));
const NOW = 1_800_000_000_000;

it.each<[query: string, range: TimeRange]>([
  ["", LAST_HOUR],
  ["range=6h", { kind: "recent", hours: 6 }],
  ["range=7h", LAST_HOUR],
  ["from=1000000&until=2000000", { kind: "fixed", fromMs: 1_000_000, untilMs: 2_000_000 }],
  ["from=2000000&until=1000000", LAST_HOUR],
  ["from=1&until=2", LAST_HOUR],
  ["from=abc&until=2000000&range=24h", { kind: "recent", hours: 24 }],
  ["from=0&until=999999999999999", LAST_HOUR],
])("reads %o", (query, range) => {
  expect(read(query)).toEqual(range);
});

it("writes what it reads, and leaves the rest of the address alone", () => {
  const before = new URLSearchParams("instance=a%3A1&range=6h");
  const range = { kind: "fixed", fromMs: 1_000_000, untilMs: 2_000_000 } as const;
  const after = withTimeRange(before, range);
  expect(after.get("instance")).toBe("a:1");
  expect(after.has("range")).toBe(false);
  expect(readTimeRange(after)).toEqual(range);
  expect(withTimeRange(after, LAST_HOUR).toString()).toBe("instance=a%3A1");
});

it("shows no stretch that is too short, too long, or still to come", () => {
  expect(stretch(NOW - 10, NOW, NOW)).toEqual({ kind: "fixed", fromMs: NOW - 60_000, untilMs: NOW });
  expect(stretch(NOW, NOW + 120_000, NOW)).toEqual({ kind: "fixed", fromMs: NOW - 120_000, untilMs: NOW });
  const day = stretch(NOW - 48 * 3_600_000, NOW, NOW);
  expect(day.kind === "fixed" && day.untilMs - day.fromMs).toBe(24 * 3_600_000);
});

const ENDS = { fromMs: NOW - 4_000_000, untilMs: NOW - 2_000_000 };

it("zooms around the middle, and moves by a share of the width, never into what is to come", () => {
  expect(zoom(ENDS, 1 / 2, NOW)).toEqual({ kind: "fixed", fromMs: NOW - 3_500_000, untilMs: NOW - 2_500_000 });
  expect(move(ENDS, -1 / 4, NOW)).toEqual({ kind: "fixed", fromMs: NOW - 4_500_000, untilMs: NOW - 2_500_000 });
  expect(move(ENDS, 2, NOW)).toEqual({ kind: "fixed", fromMs: NOW - 2_000_000, untilMs: NOW });
  expect(zoom(ENDS, 1 / 1000, NOW)).toMatchObject({ untilMs: NOW - 2_970_000 });
});

it("has keys for the same", () => {
  expect(rangeOfKey("+", ENDS, NOW)).toEqual(zoom(ENDS, 1 / 2, NOW));
  expect(rangeOfKey("-", ENDS, NOW)).toEqual(zoom(ENDS, 2, NOW));
  expect(rangeOfKey("ArrowLeft", ENDS, NOW)).toEqual(move(ENDS, -1 / 4, NOW));
  expect(rangeOfKey("ArrowRight", ENDS, NOW)).toEqual(move(ENDS, 1 / 4, NOW));
  expect(rangeOfKey("Home", ENDS, NOW)).toEqual(LAST_HOUR);
  expect(rangeOfKey("x", ENDS, NOW)).toBeUndefined();
});
