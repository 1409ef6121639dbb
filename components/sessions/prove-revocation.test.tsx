import { expect, test } from "vitest";
import { proveRevocation } from "./prove-revocation.ts";
import { stillGone } from "./still-gone.ts";
import { revocation } from "./test-revocation.ts";

const textOf = (over: Parameters<typeof revocation>[0]) =>
  proveRevocation(revocation(over))
    .map(({ state, text }) => `${state}: ${text}`)
    .join("\n");

test("says what is proven when all went well", () => {
  const text = textOf({ recheck: "gone" });
  expect(text).toContain("ok: 5 sessions deleted");
  expect(text).toContain("ok: Confirmed on 2 of 2 replicas");
  expect(text).toContain("ok: None of this user's sessions is left");
  expect(text).toContain("ok: Looked again");
});

test("claims nothing that was not verified", () => {
  const text = textOf({ left: null, replicas: { confirmed: 1, expected: 2 }, recheck: "unknown" });
  expect(text).toContain("warning: Confirmed on 1 of 2 replicas");
  expect(text).not.toContain("None of this user's");
  expect(text).not.toContain("still gone");
});

test("claims no sign-out where the application keeps its sign-ins elsewhere too", () => {
  const text = textOf({ isAuthoritative: false, recheck: "gone" });
  expect(text).toContain("warning: This alone signs nobody out");
  expect(text).toContain("info: None of this user's sessions is left in Redis");
  expect(text).not.toContain("ok: None of this user's");
  expect(stillGone(revocation({ isAuthoritative: false, recheck: "gone" })).state).toBe("info");
});

test("says so when the application brought a session back", () => {
  expect(textOf({ recheck: "came-back", cameBack: 1 })).toContain("critical: 1 session came back");
});

test("names sessions that were left alone because they belong to somebody else now", () => {
  expect(textOf({ changedOwner: 2 })).toContain("warning: 2 sessions left alone");
});
