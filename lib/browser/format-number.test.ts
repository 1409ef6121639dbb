import { expect, test } from "vitest";
import { formatCount, formatNumber, formatPercent } from "./format-number.ts";

test("groups thousands and keeps the fraction of small numbers", () => {
  expect([12_345, 0, 2.71899, 0.5, 1234.9].map(formatNumber)).toEqual(["12,345", "0", "2.72", "0.5", "1,235"]);
});

test("writes a share as percent, with one digit where there is one", () => {
  expect([0, 0.9731, 1, 0.005].map(formatPercent)).toEqual(["0 %", "97.3 %", "100 %", "0.5 %"]);
});

test("counts one as one", () => {
  expect([formatCount(1, "session"), formatCount(1204, "key"), formatCount(0, "reply", "replies")]).toEqual([
    "1 session",
    "1,204 keys",
    "0 replies",
  ]);
});
