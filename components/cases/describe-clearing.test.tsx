import { expect, it } from "vitest";
import type { CaseOutcome } from "#lib/cases/schema.ts";
import { describeClearing } from "./describe-clearing.ts";

const RESET = {
  reset: 2,
  alreadyGone: 0,
  countingAgain: 0,
  keys: 2,
  restarts: 0,
  localBlocks: [],
  undo: { offer: null, why: null },
  replicas: { confirmed: 2, connected: 2 },
};
const failure = (code: string) => ({ code, message: "It was so.", advice: "Look." });
const states = (outcome: CaseOutcome) => describeClearing(outcome).map(({ word, state }) => `${word} ${state}`);

it("tells of each part by itself", () => {
  const limits = { reset: RESET, left: 0, failure: null };
  expect(states({ sessions: { revocation: null, failure: failure("FORBIDDEN") }, limits })).toEqual([
    "Sessions critical",
    "Counters ok",
  ]);
  expect(states({ sessions: { revocation: null, failure: failure("TIMEOUT") }, limits: null })).toEqual([
    "Sessions unknown",
    "Counters info",
  ]);
});

it("claims no more than is proven", () => {
  const told = (part: NonNullable<CaseOutcome["limits"]>) => states({ sessions: null, limits: part })[1];
  expect(told({ reset: RESET, left: null, failure: null })).toBe("Counters warning");
  const unconfirmed = { ...RESET, replicas: { confirmed: 1, connected: 2 } };
  expect(told({ reset: unconfirmed, left: 0, failure: null })).toBe("Counters warning");
  expect(told({ reset: null, left: null, failure: failure("REDIS_UNREACHABLE") })).toBe("Counters critical");
});
