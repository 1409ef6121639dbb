import { expect } from "@playwright/test";
import { test } from "./fixtures.ts";

test("after an incident an sre revokes a group, and the job stands on every page until it has ended", async ({
  signIn,
}) => {
  const first = await signIn("sre", "/embedded/sessions?tab=group&agent=Firefox&except=4001");
  await first.getByRole("button", { name: "Count who that is" }).click();
  const plan = first.getByRole("region", { name: "The plan" });
  await expect(plan).toContainText(/sessions of [\d,]+ users/);
  await expect(plan).toContainText("Of users who are left alone");
  await plan.getByRole("button", { name: /^Revoke [\d,]+ sessions/ }).click();
  const dialog = first.getByRole("dialog");
  await dialog.getByLabel(/reason/i).fill("Stolen through a browser's hole, ticket 99");
  await dialog.getByRole("button", { name: /^Revoke [\d,]+ sessions/ }).click();
  await expect(first.getByText("The revocation runs on the server")).toBeVisible();
  // The window is closed in the middle, and another finds it on whichever page one is.
  const page = await first.context().newPage();
  await first.close();
  await page.goto("/embedded/overview");
  const bar = page.getByRole("banner").getByRole("button", { name: /1 job/ });
  await bar.click();
  await expect(page.getByRole("region", { name: "Jobs that go on" })).toContainText("Revoke sessions by a user agent");
  await page.getByRole("link", { name: "All jobs, with how they ended" }).click();
  const job = page.getByRole("listitem").filter({ hasText: "Revoke sessions by a user agent" }).first();
  await expect(job.getByText("Succeeded")).toBeVisible({ timeout: 40_000 });
  await expect(job).toContainText(/revoked in .* 0 left, confirmed by 2 of 2 replicas/);
  await expect(bar).toHaveCount(0);
  await page.goto("/embedded/sessions?tab=ledger&find=browser");
  await expect(page.getByRole("row", { name: /sessions by a user agent/ })).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  expect((await download).suggestedFilename()).toBe("revoked-sessions.csv");
});

test("a deletion in a cache is undone from where it was done", async ({ signIn }) => {
  const page = await signIn("engineer", "/embedded/cache?cache=shop-cache&pattern=cache:user:4040:*");
  await expect(page.getByText("Complete")).toBeVisible();
  await page.getByRole("checkbox", { name: "Select cache:user:4040:profile" }).check();
  await page.getByRole("button", { name: "Delete 1 selected key" }).click();
  await page.getByRole("dialog").getByLabel("Reason").fill("the wrong one");
  await page.getByRole("dialog").getByRole("button", { name: "Delete 1 key" }).click();
  await page.getByRole("button", { name: "Undo: bring back 1 key" }).click();
  await expect(page.getByText(/1 key brought back, confirmed by 2 of 2 replicas/)).toBeVisible();
  await expect(page.getByRole("button", { name: "cache:user:4040:profile" })).toBeVisible();
});
