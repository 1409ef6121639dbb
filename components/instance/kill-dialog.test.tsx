import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import "#components/ui/test-dialog.ts";
import type { KilledClient } from "#lib/inspect/schema.ts";
import type { Failure, Result } from "#lib/result.ts";
import type { InstanceActions } from "./inspection.ts";
import { KillDialog } from "./kill-dialog.tsx";
import { clientRow } from "./test-client-row.ts";

afterEach(cleanup);

const PRODUCTION = {
  name: "shop",
  label: "Shop EU",
  environment: { name: "production", colour: "red", production: true },
} as const;
const CLIENT = clientRow({ name: "worker" });

const done = <T,>(data: T): Promise<Result<T>> => Promise.resolve({ ok: true, data, requestId: "r" });
const refused = (error: Partial<Failure>): Promise<Result<never>> =>
  Promise.resolve({ ok: false, error: { code: "INTERNAL", message: "", advice: "", requestId: "r", ...error } });

function open(over: Partial<Pick<InstanceActions, "killClient" | "confirmIdentity">> = {}) {
  const actions = {
    killClient: vi.fn(() => done<KilledClient>({ outcome: "killed", id: "7" })),
    confirmIdentity: vi.fn(() => done({})),
    ...over,
  };
  const onClosed = vi.fn<(killed: KilledClient) => void>();
  const props = { deployment: PRODUCTION, instance: "10.0.0.2:6379", client: CLIENT, actions, onClosed };
  render(<KillDialog {...props} onClose={() => {}} />);
  return { actions, onClosed, user: userEvent.setup() };
}

const close = () => screen.getByRole("button", { name: "Close the connection" });

test("names the client and where it is, and has the way out in focus", () => {
  open();
  const text = screen.getByRole("dialog").textContent;
  for (const part of ["10.0.0.1:5123", "10.0.0.2:6379", "worker", "production"]) expect(text).toContain(part);
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "Keep it open" }));
});

test("does nothing without a reason", async () => {
  const { actions, user } = open();
  await user.click(close());
  expect(screen.getByRole("alert").textContent).toContain("Say why");
  expect(actions.killClient).not.toHaveBeenCalled();
});

test("closes the very client that was shown", async () => {
  const { actions, onClosed, user } = open();
  await user.type(screen.getByLabelText("Reason"), "stuck for an hour");
  await user.click(close());
  expect(actions.killClient).toHaveBeenCalledWith({
    deployment: "shop",
    instance: "10.0.0.2:6379",
    id: "7",
    address: "10.0.0.1:5123",
    reason: "stuck for an hour",
  });
  expect(onClosed).toHaveBeenCalledWith({ outcome: "killed", id: "7" });
});

test("asks who it is when that was long ago, and goes on by itself", async () => {
  const killClient = vi
    .fn<InstanceActions["killClient"]>()
    .mockReturnValueOnce(refused({ code: "STEP_UP_REQUIRED" }))
    .mockReturnValueOnce(done<KilledClient>({ outcome: "killed", id: "7" }));
  const { onClosed, user } = open({ killClient });
  await user.type(screen.getByLabelText("Reason"), "stuck for an hour");
  await user.click(close());
  await user.type(await screen.findByLabelText(/your password/), "secret");
  await user.click(screen.getByRole("button", { name: "Confirm and close" }));
  await waitFor(() => expect(onClosed).toHaveBeenCalled());
});

test("says in its place what the server refuses", async () => {
  const { onClosed, user } = open({ killClient: () => refused({ code: "CONFLICT", message: "It is another one." }) });
  await user.type(screen.getByLabelText("Reason"), "stuck for an hour");
  await user.click(close());
  expect((await screen.findByRole("alert")).textContent).toContain("It is another one.");
  expect(onClosed).not.toHaveBeenCalled();
});
