import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { FailurePanel } from "./failure-panel.tsx";

afterEach(cleanup);

const FAILURE = {
  code: "REDIS_REPLIED_ERROR",
  message: "The instance 10.0.0.3:6379 answered NOAUTH.",
  where: "10.0.0.3:6379",
  advice: "Correct the console's password in Redis.",
  requestId: "7c1e",
} as const;

test("says what, where and what to do, and links the code to its page", () => {
  render(<FailurePanel failure={FAILURE} />);
  expect(screen.getByRole("alert").textContent).toContain("answered NOAUTH");
  expect(screen.getByText("10.0.0.3:6379")).toBeTruthy();
  expect(screen.getByText("7c1e")).toBeTruthy();
  expect(screen.getByRole("link", { name: "REDIS_REPLIED_ERROR" }).getAttribute("href")).toBe(
    "/help/errors/REDIS_REPLIED_ERROR",
  );
});

test("offers to try again only where that makes sense", async () => {
  const { rerender } = render(<FailurePanel failure={FAILURE} />);
  expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  const onRetry = vi.fn();
  rerender(<FailurePanel failure={FAILURE} onRetry={onRetry} />);
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(onRetry).toHaveBeenCalledOnce();
});
