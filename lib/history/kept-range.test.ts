import { expect, it } from "vitest";
import { keptRange } from "./kept-range.ts";
import { KEPT_MS, SETTLED_AFTER_MS } from "./metrics.ts";

const END = 1_800_000_030_000;
const NOW = END + SETTLED_AFTER_MS + 1_000;
const KEPT_FROM = END - KEPT_MS;
const HOUR_MS = 3_600_000;

it("takes the last hour up to the last written step when nothing is asked", () => {
  expect(keptRange({}, NOW)).toEqual({ from: END - HOUR_MS, until: END, keptFrom: KEPT_FROM });
});

it("lets many hours end at a whole minute, so that their answer is the same for a minute", () => {
  const { from, until } = keptRange({ hours: 6 }, NOW);
  expect(until).toBe(END - 30_000);
  expect(from).toBe(until - 6 * HOUR_MS);
  expect(keptRange({ hours: 6 }, NOW + 20_000).until).toBe(until);
});

it("never goes back beyond what is kept", () => {
  expect(keptRange({ hours: 24 }, NOW).from).toBe(KEPT_FROM);
  expect(keptRange({ fromMs: KEPT_FROM - HOUR_MS, untilMs: END }, NOW)).toMatchObject({ from: KEPT_FROM, until: END });
});

it("is empty, not upside down, for a time before everything kept and for one to come", () => {
  const past = keptRange({ fromMs: KEPT_FROM - 2 * HOUR_MS, untilMs: KEPT_FROM - HOUR_MS }, NOW);
  expect(past.from).toBe(past.until);
  const future = keptRange({ fromMs: NOW + HOUR_MS, untilMs: NOW + 2 * HOUR_MS }, NOW);
  expect(future.from).toBe(future.until);
});
