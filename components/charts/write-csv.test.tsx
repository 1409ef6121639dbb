import { expect, it } from "vitest";
import { writeCsv } from "./write-csv.ts";

it("writes times and numbers, and nothing where nothing was measured", () => {
  const lines = [
    { name: "=Memory,", values: [1.5, null] },
    { name: "maxmemory", values: [100, 100] },
  ];
  expect(writeCsv([1_800_000_000, 1_800_000_010], lines)).toBe(
    "time,Memory,maxmemory\r\n2027-01-15T08:00:00.000Z,1.5,100\r\n2027-01-15T08:00:10.000Z,,100\r\n",
  );
});
