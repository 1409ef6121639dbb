import { expect } from "@playwright/test";
import { test } from "./fixtures.ts";

const SEARCH = /Search sessions by user id/;

test("a support agent finds a user's sessions and signs the user out everywhere, in two clicks and a reason", async ({
  signIn,
}) => {
  const page = await signIn("support", "/embedded/sessions");
  await page.getByLabel(SEARCH).fill("4040");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Complete", { exact: true }).first()).toBeVisible();
  await expect(page).toHaveURL(/user=4040/);
  await page.getByRole("button", { name: /Sign out everywhere|Revoke all/ }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("user 4040", { exact: false }).first()).toBeVisible();
  await dialog.getByLabel(/reason/i).fill("Phone lost, ticket 1234");
  await dialog.getByRole("button", { name: /Revoke \d+ sessions?/ }).click();
  const result = page.getByRole("region", { name: "Result of the revocation" });
  await expect(result).toContainText("2 of 2 replicas");
  await expect(result).toContainText(/none of this user's sessions|none .* left/i);
});

test("one session of several is revoked from its row, and the others stay", async ({ signIn }) => {
  const page = await signIn("support", "/embedded/sessions?user=4080");
  const rows = page.getByRole("checkbox", { name: /select/i });
  await expect(page.getByText("Complete", { exact: true }).first()).toBeVisible();
  const before = await rows.count();
  expect(before).toBeGreaterThan(2);
  await rows.nth(1).check();
  await page.getByRole("button", { name: "Revoke 1 selected session" }).click();
  await page
    .getByRole("dialog")
    .getByLabel(/reason/i)
    .fill("Suspicious device");
  await page.getByRole("dialog").getByRole("button", { name: "Revoke 1 session" }).click();
  await expect(page.getByRole("region", { name: "Result of the revocation" })).toContainText("2 of 2 replicas");
});

test("a star typed as a search finds nothing, and says so only when all has been searched", async ({ signIn }) => {
  const page = await signIn("support", "/embedded/sessions");
  await page.getByLabel(SEARCH).fill("*");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/no session/i).first()).toBeVisible();
  await expect(page.getByRole("checkbox", { name: /select/i })).toHaveCount(0);
});

test("the details of a session show no secret", async ({ signIn }) => {
  const page = await signIn("support", "/embedded/sessions?user=4120");
  await expect(page.getByText("Complete", { exact: true }).first()).toBeVisible();
  await page.getByRole("row").nth(1).getByRole("button").first().click();
  const sheet = page.getByRole("dialog");
  await expect(sheet).toContainText("csrfToken");
  await expect(sheet.locator("dt", { hasText: "csrfToken" }).locator("xpath=following-sibling::dd[1]")).toHaveText(
    "masked",
  );
});

test("a viewer is told why the sessions page is not theirs", async ({ signIn }) => {
  const page = await signIn("viewer", "/embedded/sessions");
  await expect(page.getByText(/Your role, viewer, cannot/)).toBeVisible();
  await expect(page.getByRole("navigation").getByRole("link", { name: "Sessions" })).toHaveCount(0);
});
