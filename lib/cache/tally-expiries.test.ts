import { expect, it } from "vitest";
import { tallyExpiries } from "./tally-expiries.ts";

it("puts each key of a sample into one bucket, those without expiry apart", () => {
  const sample = [0, 60_000, 60_001, 3_600_000, 86_400_001, 604_800_001, null, null].map((ttlMs) => ({ ttlMs }));
  expect(tallyExpiries(sample)).toEqual({
    sampled: 8,
    within: [
      { upToMs: 60_000, keys: 2 },
      { upToMs: 600_000, keys: 1 },
      { upToMs: 3_600_000, keys: 1 },
      { upToMs: 86_400_000, keys: 0 },
      { upToMs: 604_800_000, keys: 1 },
      { upToMs: null, keys: 1 },
    ],
    never: 2,
  });
});
