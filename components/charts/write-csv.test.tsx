import { expect, it } from "vitest";
import { csvName, writeCsv } from "./write-csv.ts";

it("writes times and numbers, and nothing where nothing was measured", () => {
  const lines = [
    { column: "memory_bytes", values: [1.5, null] },
    { column: "maxmemory_bytes", values: [100, 100] },
  ];
  expect(writeCsv([1_800_000_000, 1_800_000_010], lines)).toBe(
    "time_utc,memory_bytes,maxmemory_bytes\r\n2027-01-15T08:00:00.000Z,1.5,100\r\n2027-01-15T08:00:10.000Z,,100\r\n",
  );
});

it("has in each row as many cells as in its first, each a time, a number or nothing", () => {
  const times = [1_800_000_000, 1_800_000_001.5];
  const values = [-1.5e-7, Number.MAX_SAFE_INTEGER];
  const [head = "", ...rows] = writeCsv(times, [
    { column: "a", values },
    { column: "b", values: [null] },
  ])
    .trimEnd()
    .split("\r\n")
    .map((line) => line.split(","));
  expect(head).toEqual(["time_utc", "a", "b"]);
  expect(rows.map(([time = "", a, b]) => [Date.parse(time) / 1000, Number(a), b])).toEqual([
    [times[0], values[0], ""],
    [times[1], values[1], ""],
  ]);
});

it("names the file after what is in it, in letters that every system takes", () => {
  expect(csvName("shop-[::1]:6379/../x", "lag_bytes", 1_800_000_000_000, 1_800_003_600_000)).toBe(
    "shop--1-6379-..-x-lag_bytes-20270115T080000Z-20270115T090000Z.csv",
  );
});
