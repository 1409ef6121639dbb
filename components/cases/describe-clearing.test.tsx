import { expect, it } from "vitest";
import { revocation } from "#components/sessions/test-revocation.ts";
import type { CaseOutcome } from "#lib/cases/schema.ts";
import type { RateLimit } from "#lib/rate-limits/schema.ts";
import type { Revocation } from "#lib/sessions/schema.ts";
import { clearableLimits } from "./clearable-limits.ts";
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
const COUNTER: RateLimit = {
  keyspace: "api",
  label: "API",
  id: "a",
  key: "cmw6NDI",
  subject: "42",
  lookUp: "42",
  used: 1,
  limit: 10,
  remaining: 9,
  isBlocked: false,
  blockedForMs: null,
  resetsInMs: 1_000,
  db: 3,
  companions: [],
  mayReset: true,
  localBlock: null,
  note: null,
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

it("leaves out counters that may not be reset: one of them would have all refused", () => {
  const limit = (id: string, mayReset: boolean) => ({ ...COUNTER, id, mayReset });
  const { own, shared, readOnly } = clearableLimits({
    own: [limit("a", true), limit("b", false)],
    shared: [limit("c", true)],
  });
  expect([own, shared].map((part) => part.map(({ id }) => id))).toEqual([["a"], ["c"]]);
  expect(readOnly).toBe(1);
});

it("claims no more than is proven", () => {
  const told = (part: NonNullable<CaseOutcome["limits"]>) => states({ sessions: null, limits: part })[1];
  expect(told({ reset: RESET, left: null, failure: null })).toBe("Counters warning");
  const unconfirmed = { ...RESET, replicas: { confirmed: 1, connected: 2 } };
  expect(told({ reset: unconfirmed, left: 0, failure: null })).toBe("Counters warning");
  expect(told({ reset: null, left: null, failure: failure("REDIS_UNREACHABLE") })).toBe("Counters critical");
  const ended = (over: Partial<Revocation>) =>
    states({ sessions: { revocation: revocation({ asked: 5, deleted: 5, ...over }), failure: null }, limits: null })[0];
  const confirmed = { confirmed: 2, expected: 2 };
  expect(ended({ replicas: confirmed })).toBe("Sessions ok");
  expect(ended({ replicas: confirmed, deleted: 3, alreadyGone: 2 })).toBe("Sessions ok");
  expect(ended({ replicas: confirmed, deleted: 3, changedOwner: 2 })).toBe("Sessions warning");
  expect(ended({ replicas: { confirmed: 1, expected: 2 } })).toBe("Sessions warning");
});
