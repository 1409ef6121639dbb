import { expect } from "@playwright/test";
import { test } from "./fixtures.ts";

test("an engineer flushes a pattern from its plan, and finds the job's report", async ({ signIn }) => {
  const page = await signIn("engineer", "/embedded/cache?cache=shop-cache&pattern=cache:product:*");
  // The shop fills its cache as people come by.
  await expect(async () => {
    await page.getByRole("button", { name: "Search again" }).click();
    await expect(page.getByText("Complete")).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 90_000 });
  await page.getByRole("button", { name: "Flush all that fit" }).click();
  const field = page.getByLabel(/^Type \d+ to confirm/);
  const label = await page.getByText(/^Type \d+ to confirm/).textContent();
  await page.getByLabel("Reason").fill("a release with a new format");
  await field.fill("0");
  await page.getByRole("button", { name: /^Flush \d+ key/ }).click();
  await expect(page.getByText(/the number of keys that would be deleted/)).toBeVisible();
  await field.fill(/\d+/.exec(label ?? "")?.[0] ?? "");
  await page.getByRole("button", { name: /^Flush \d+ key/ }).click();
  await page.getByRole("link", { name: "See how far it is" }).click();
  const job = page.getByRole("listitem").filter({ hasText: "Flush cache:product:* of shop-cache" }).first();
  await expect(job.getByText("Succeeded")).toBeVisible();
  await expect(job.getByText(/deleted in .* confirmed by 2 of 2 replicas/)).toBeVisible();
});

test("whatever is searched, keys of others are left alone", async ({ signIn }) => {
  const page = await signIn("sre", "/embedded/cache?cache=shop-cache&pattern=*");
  await expect(page.getByText("Complete")).toBeVisible();
  await expect(page.getByText("session:")).toHaveCount(0);
});

test("support looks, and is offered neither deletion nor values", async ({ signIn }) => {
  const page = await signIn("support", "/embedded/cache?cache=shop-cache&pattern=cache:*");
  await expect(page.getByText("Complete")).toBeVisible();
  await expect(page.getByRole("button", { name: /Delete|Flush/ })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^cache:/ })).toHaveCount(0);
});
