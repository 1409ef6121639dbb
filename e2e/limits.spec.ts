import { expect } from "@playwright/test";
import { test } from "./fixtures.ts";

test("support sees who is blocked, and lets one through again", async ({ signIn }) => {
  test.slow();
  const page = await signIn("support", "/embedded/limits");
  await expect(page.getByRole("heading", { name: /^(Blocked now|Nobody is blocked now)/ })).toBeVisible();
  await page.getByRole("button", { name: /^Failed sign-ins:/ }).click();
  // The sample application has somebody who tries passwords.
  const blocked = page.getByRole("row").filter({ hasText: "Failed sign-ins" }).filter({ hasText: "Blocked" }).first();
  await expect(blocked).toBeVisible({ timeout: 90_000 });
  await expect(blocked.getByText(/^in \d+/).first()).toBeVisible();
  const email = await blocked.getByRole("button", { name: /^\S+@example\.com$/ }).textContent();
  await blocked.getByRole("button", { name: /^\S+@example\.com$/ }).click();
  await expect(page).toHaveURL(new RegExp(`subject=${encodeURIComponent(email ?? "").replaceAll(".", "\\.")}`));
  await expect(page.getByRole("heading", { name: `Counters of ${email}` })).toBeVisible();
  await page.getByRole("button", { name: `Reset Failed sign-ins of ${email}` }).click();
  await expect(page.getByText(/inMemoryBlockOnConsumed/)).toBeVisible();
  await page.getByRole("button", { name: "Reset 1 counter" }).click();
  await expect(page.getByText("Say why, in a few words")).toBeVisible();
  await page.getByLabel("Reason").fill("customer called");
  await page.getByRole("button", { name: "Reset 1 counter" }).click();
  await expect(page.getByText(/1 counter deleted .* confirmed by 2 of 2 replicas/)).toBeVisible();
});

test("a star is a star, and markup is text", async ({ signIn }) => {
  test.slow();
  const page = await signIn("support", "/embedded/limits");
  await expect(page.getByText("Complete")).toBeVisible({ timeout: 30_000 });
  for (const subject of ["*", "<script>alert(1)</script>"]) {
    await page.getByLabel(/Look up rate limits/).fill(subject);
    await page.getByRole("button", { name: "Look up", exact: true }).click();
    await expect(page.getByText(`No limiter counts ${subject} now`)).toBeVisible();
  }
});

test("an sre resets by pattern from a plan, as a job; others are not offered it", async ({ signIn }) => {
  test.slow();
  const page = await signIn("sre", "/embedded/limits");
  await expect(page.getByText("Complete")).toBeVisible({ timeout: 30_000 });
  await page.getByLabel("Reset by pattern, of").selectOption({ label: "API limits" });
  await expect(page.getByLabel("Key pattern")).toHaveValue("ratelimit:ip:*");
  await page.getByRole("button", { name: "Plan the reset" }).click();
  const label = await page.getByText(/^Type \d+ to confirm/).textContent();
  await page.getByLabel("Reason").fill("the limit was wrong");
  await page.getByLabel(/^Type \d+ to confirm/).fill(/\d+/.exec(label ?? "")?.[0] ?? "");
  await page.getByRole("button", { name: /^Reset \d+ counter/ }).click();
  await page.getByRole("link", { name: "See how far it is" }).click();
  const job = page.getByRole("listitem").filter({ hasText: "Reset ratelimit:ip:* of api-limits" }).first();
  await expect(job.getByText("Succeeded")).toBeVisible();
  await expect(job.getByText(/reset in .* confirmed by 2 of 2 replicas/)).toBeVisible();
});

test("an engineer looks, and resets nothing", async ({ signIn }) => {
  const page = await signIn("engineer", "/embedded/limits");
  await expect(page.getByText("How the limiters count")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Reset|Plan the reset/ })).toHaveCount(0);
});
