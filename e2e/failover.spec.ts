import { expect } from "@playwright/test";
import { test } from "./fixtures.ts";

test("an sre fails over safely and watches it live on its page", async ({ signIn }) => {
  test.setTimeout(120_000);
  const page = await signIn("sre", "/embedded/overview");
  await page.getByRole("link", { name: "Fail over …" }).click();
  const rows = page.getByRole("region", { name: "Topology" }).getByRole("row");
  const master = await rows.filter({ hasText: "Master" }).getByRole("link").first().innerText();
  const row = rows.filter({ has: page.getByRole("link", { name: master, exact: true }) });
  await expect(row).toContainText(/master/i);
  await page.evaluate(() => Object.assign(window, { stayed: true }));
  // Right after their start the Sentinels know no replica yet, and the plan says so.
  await expect(async () => {
    await page.getByRole("button", { name: "Look again" }).click({ timeout: 5_000 });
    await expect(page.getByRole("button", { name: "Fail over safely …" })).toBeEnabled({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
  await page.getByRole("button", { name: "Fail over safely …" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("a rehearsal");
  await dialog.getByRole("button", { name: /^Fail over from/ }).click();
  // While it goes on: its steps, one after another, and the picture below as the roles change.
  const steps = page.getByRole("list", { name: "Steps" }).getByRole("listitem");
  await expect(steps).toHaveCount(6);
  await expect(row).toContainText(/replica/i, { timeout: 60_000 });
  await expect(page.getByText("Succeeded")).toBeVisible({ timeout: 60_000 });
  await expect(steps.filter({ hasText: "Prove the new state" })).toContainText("takes writes");
  await expect(page.getByText("Acknowledged writes lost")).toBeVisible();
  expect(await page.evaluate(() => "stayed" in window)).toBe(true);
  // The work is part of the address: a reload has it all again.
  await page.reload();
  await expect(page.getByText("Succeeded")).toBeVisible();
  // And the way to the single instances, and back.
  await page.getByRole("link", { name: "Start, stop or restart one instance …" }).click();
  await expect(page.getByRole("heading", { name: "Instances", level: 1 })).toBeVisible();
  await page.getByRole("link", { name: "Fail over, or restart all …" }).click();
  await expect(page.getByRole("button", { name: "Fail over safely …" })).toBeVisible();
});

test("a rolling restart of the embedded deployment comes to its end", async ({ signIn }) => {
  test.setTimeout(240_000);
  const page = await signIn("sre", "/embedded/failover?tab=restart");
  await expect(page.getByText(/All 3 instances are managed/)).toBeVisible();
  await page.getByRole("button", { name: "Restart one after another …" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("a rehearsal");
  await dialog.getByRole("button", { name: /^Restart 3 instances/ }).click();
  await expect(page.getByText("Succeeded")).toBeVisible({ timeout: 200_000 });
  await expect(page.getByRole("listitem").filter({ hasText: "the old master" }).first()).toContainText("in sync");
});
