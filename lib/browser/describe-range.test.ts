import { expect, it } from "vitest";
import { describeRange } from "./describe-range.ts";

const at = (text: string) => Date.parse(`${text}Z`);
const NOW = at("2026-11-23T12:00:00");

it.each([
  ["2026-11-23T09:12:00", "2026-11-23T09:30:00", "09:12–09:30 UTC"],
  ["2026-11-23T09:12:07", "2026-11-23T09:13:10", "09:12:07–09:13:10 UTC"],
  ["2026-11-22T09:12:00", "2026-11-22T10:20:00", "2026-11-22 09:12–10:20 UTC"],
  ["2026-11-22T23:12:00", "2026-11-23T01:20:00", "2026-11-22 23:12–2026-11-23 01:20 UTC"],
])("writes %s to %s as %s", (from, until, text) => {
  expect(describeRange(at(from), at(until), NOW)).toBe(text);
});
