import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import "#components/ui/test-dialog.ts";
import type { Failure, Result } from "#lib/result.ts";
import type { Revocation, RevocationPlan, RevocationScope } from "#lib/sessions/schema.ts";
import { RevokeDialog } from "./revoke-dialog.tsx";
import type { SessionActions } from "./session-actions.ts";
import { revocation } from "./test-revocation.ts";
import { sessionRow } from "./test-session-row.ts";

afterEach(cleanup);

const PRODUCTION = {
  name: "shop",
  label: "Shop EU",
  environment: { name: "production", colour: "red", production: true },
} as const;
const SCOPE: RevocationScope = { scope: "user", userId: "42" };
const PLAN: RevocationPlan = {
  plan: "sealed-plan",
  count: 5,
  users: [{ userId: "42", email: "grace@example.com", count: 5 }],
  sample: [sessionRow()],
  isComplete: true,
  isLarge: false,
  isAuthoritative: true,
  expiresAt: 0,
};

const done = <T,>(data: T): Promise<Result<T>> => Promise.resolve({ ok: true, data, requestId: "r" });
const refused = (error: Partial<Failure>): Promise<Result<never>> =>
  Promise.resolve({
    ok: false,
    error: { code: "INTERNAL", message: "", advice: "", requestId: "r", ...error },
  });

function open(over: Partial<SessionActions> = {}) {
  const actions = {
    planRevocation: vi.fn(() => done(PLAN)),
    revoke: vi.fn(() => done(revocation())),
    revokeMany: vi.fn(() => done(revocation())),
    recheck: vi.fn(() => refused({})),
    viewSession: vi.fn(() => refused({})),
    confirmIdentity: vi.fn(() => done({})),
    ...over,
  };
  const onRevoked = vi.fn<(revocation: Revocation, scope: RevocationScope) => void>();
  render(
    <RevokeDialog deployment={PRODUCTION} scope={SCOPE} actions={actions} onClose={() => {}} onRevoked={onRevoked} />,
  );
  return { actions, onRevoked, user: userEvent.setup() };
}

const button = () => screen.findByRole("button", { name: "Revoke 5 sessions" });

test("shows how many, whose and where before anything is done", async () => {
  const { actions } = open();
  await button();
  const text = screen.getByRole("dialog").textContent;
  expect(text).toContain("5 sessions");
  expect(text).toContain("user 42 (grace@example.com)");
  expect(text).toContain("production");
  expect(text).toContain("and 4 more");
  expect(actions.revoke).not.toHaveBeenCalled();
});

test("says nowhere that it signs out where deleting the keys does not", async () => {
  open({ planRevocation: vi.fn(() => done({ ...PLAN, isAuthoritative: false })) });
  await screen.findByRole("button", { name: "Delete 5 session keys" });
  const text = screen.getByRole("dialog").textContent ?? "";
  expect(text).toContain("This signs nobody out by itself");
  expect(text).not.toMatch(/revoke|signs? the user out|signed out at/i);
});

test("does nothing without a reason, and says so at the field", async () => {
  const { actions, user } = open();
  await user.click(await button());
  expect(actions.revoke).not.toHaveBeenCalled();
  expect(screen.getByLabelText("Reason").getAttribute("aria-invalid")).toBe("true");
});

test("carries out the plan that was shown, with the reason, by Enter alone", async () => {
  const { actions, onRevoked, user } = open();
  await button();
  await user.type(screen.getByLabelText("Reason"), " ticket 8812 {Enter}");
  await waitFor(() => expect(onRevoked).toHaveBeenCalledOnce());
  expect(actions.revoke).toHaveBeenCalledWith({ deployment: "shop", plan: "sealed-plan", reason: "ticket 8812" });
});

test("stays open and says what is so when it was refused", async () => {
  const failure = { code: "CONFLICT", message: "The plan is too old.", advice: "Plan again." } as const;
  const { onRevoked, user } = open({ revoke: vi.fn(() => refused(failure)) });
  await button();
  await user.type(screen.getByLabelText("Reason"), "ticket{Enter}");
  expect((await screen.findByRole("alert")).textContent).toContain("The plan is too old.");
  expect(onRevoked).not.toHaveBeenCalled();
});

test("asks for the password where a fresh proof of identity is needed, and goes on by itself", async () => {
  const revokeMany = vi
    .fn<SessionActions["revokeMany"]>()
    .mockImplementationOnce(() => refused({ code: "STEP_UP_REQUIRED" }))
    .mockImplementationOnce(() => done(revocation()));
  const { onRevoked, user, actions } = open({
    revokeMany,
    planRevocation: vi.fn(() => done({ ...PLAN, isLarge: true })),
  });
  await button();
  await user.type(screen.getByLabelText("Reason"), "ticket{Enter}");
  await user.type(await screen.findByLabelText(/your password/), "secret{Enter}");
  await waitFor(() => expect(onRevoked).toHaveBeenCalledOnce());
  expect(actions.confirmIdentity).toHaveBeenCalledWith({ password: "secret" });
});
