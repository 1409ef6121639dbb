import { expect, it } from "vitest";
import { outlookOf } from "./outlook-of.ts";

const POSSIBLE = { isPossible: true, why: null };
const MIB = 1_048_576;

it.each([
  [{}, null],
  [{ bytes: [null, MIB], databases: [3, 3] }, null],
  [{ bytes: [10, MIB + 1] }, /larger than 1 MiB/],
  [{ bytes: Array.from({ length: 33 }, () => MIB) }, /more than 32 MiB/],
  [{ databases: [3, 4] }, /several databases/],
])("of a deletion of %o says why it would not be possible: %s", (deletion, why) => {
  const outlook = outlookOf(POSSIBLE, deletion);
  expect(outlook.isPossible).toBe(why === null);
  if (why !== null) expect(outlook.why).toMatch(why);
});

it("never promises what the deployment is not set up for", () => {
  const never = { isPossible: false, why: "undo is not configured" };
  expect(outlookOf(never, { bytes: [1] })).toBe(never);
});
