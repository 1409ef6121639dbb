import { expect, it } from "vitest";
import { readTime } from "./read-time.ts";

const AT = Date.UTC(2026, 10, 23, 6, 0, 0);

it.each([
  [AT, AT],
  [AT / 1000, AT],
  [String(AT), AT],
  [`${AT / 1000}.25`, AT + 250],
  ["2026-11-23T06:00:00Z", AT],
  ["2026-11-23T07:00:00+01:00", AT],
  ["Mon, 23 Nov 2026 06:00:00 GMT", AT],
])("reads %j as a time", (value, expected) => expect(readTime(value)).toBe(expected));

it.each([0, -1, Number.NaN, 1e300, "", "-1", "device 1", "yesterday", "9999-99-99", null, {}, true, 1n])(
  "takes %s for no time",
  (value) => expect(readTime(value)).toBeUndefined(),
);
