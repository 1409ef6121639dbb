import type { Revocation } from "#lib/sessions/schema.ts";

/** A revocation that went as it should, with what a test cares about put over it. */
export function revocation(over: Partial<Revocation> = {}): Revocation {
  return {
    id: "b5bd8f6a-1111-4111-8111-111111111111",
    at: 1_767_225_600_000,
    by: "dana",
    whom: "user 42",
    reason: "ticket 8812",
    asked: 5,
    deleted: 5,
    alreadyGone: 0,
    changedOwner: 0,
    replicas: { confirmed: 2, expected: 2 },
    left: 0,
    recheck: "pending",
    cameBack: 0,
    checkedAt: null,
    isAuthoritative: true,
    isCohort: false,
    ...over,
  };
}
