import { expect } from "@playwright/test";
import { test } from "./fixtures.ts";

test("an sre fails over safely and watches it, and the overview names the new master", async ({
  signIn,
  underTest,
}) => {
  test.setTimeout(120_000);
  const page = await signIn("sre", "/embedded/overview");
  await page.getByRole("link", { name: "Fail over …" }).click();
  await page.getByRole("button", { name: "Fail over safely …" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("a rehearsal");
  await dialog.getByRole("button", { name: /^Fail over from/ }).click();
  await expect(page.getByText("Succeeded")).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("listitem").filter({ hasText: "Prove the new state" })).toContainText("takes writes");
  await expect(page.getByText("Acknowledged writes lost")).toBeVisible();
  const job = new URL(page.url());
  await page.goto(`${job.pathname}${job.search}`);
  await expect(page.getByText("Succeeded")).toBeVisible();
  const others = underTest.ports.redisPorts.join("|");
  await page.goto("/embedded/overview");
  await expect(page.getByText(new RegExp(`OK: master 127\\.0\\.0\\.1:(${others})`)).first()).toBeVisible({
    timeout: 60_000,
  });
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
