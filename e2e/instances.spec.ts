import { expect, type Page } from "@playwright/test";
import { test } from "./fixtures.ts";

/** The row of the table, or the entry of the list on a narrow screen. */
const rowOf = (page: Page, name: string) => page.locator(`tr[data-instance="${name}"]`);

async function act(page: Page, verb: "Start" | "Stop" | "Restart", name: string): Promise<void> {
  await page.getByRole("button", { name: `${verb} ${name}`, exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("an exercise");
  await dialog.getByLabel(`Type ${name} to confirm`).fill(name);
  await dialog.getByRole("button", { name: `${verb} ${name}`, exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

async function nameOf(page: Page, role: "replica" | "master" | "sentinel"): Promise<string> {
  const row = page
    .locator("tr[data-instance]")
    .filter({ hasText: new RegExp(role, "i") })
    .first();
  await expect(row).toBeVisible({ timeout: 30_000 });
  return (await row.getAttribute("data-instance")) ?? "";
}

test("an sre stops and starts a replica, and the overview follows live", async ({ signIn, context }) => {
  test.setTimeout(120_000);
  const page = await signIn("sre", "/embedded/instances");
  const name = await nameOf(page, "replica");
  const address = `127.0.0.1:${name.split("-")[1]}`;
  const overview = await context.newPage();
  await overview.goto("/embedded/overview");
  // While it is away other tables name its address too.
  const seen = overview.locator("tr[data-row]").filter({ hasText: address });
  await expect(seen).toContainText(/replica/i);
  await act(page, "Stop", name);
  await expect(page.getByText(`${name} is stopped`).first()).toBeVisible({ timeout: 45_000 });
  await expect(seen).toContainText(/nothing listens there/, { timeout: 15_000 });
  await expect(rowOf(page, name)).toContainText("Stopped");
  await expect(rowOf(page, name)).toContainText("Nobody listens");
  // What it has said is part of the address: a reload has it all again.
  await page.reload();
  await expect(page.getByText(`Asking redis-server`)).toBeVisible();
  await act(page, "Start", name);
  await expect(page.getByText(`${name} runs: it answers PING`).first()).toBeVisible({ timeout: 45_000 });
  await expect(seen).not.toContainText(/nothing listens there/, { timeout: 15_000 });
  await expect(rowOf(page, name)).toContainText("Running");
});

test("an sre stops and starts a Sentinel, and the overview follows live", async ({ signIn, context }) => {
  test.setTimeout(120_000);
  const page = await signIn("sre", "/embedded/instances");
  const name = await nameOf(page, "sentinel");
  const overview = await context.newPage();
  await overview.goto("/embedded/overview");
  // While it is away the Sentinels' beliefs differ, and have a row of their own.
  const seen = overview.locator("tr[data-row]").filter({ hasText: `127.0.0.1:${name.split("-")[1]}` });
  await act(page, "Stop", name);
  await expect(page.getByText(`${name} is stopped`).first()).toBeVisible({ timeout: 45_000 });
  await expect(seen).toContainText(/nothing listens there/, { timeout: 15_000 });
  await act(page, "Start", name);
  await expect(page.getByText(`${name} runs: it answers PING`).first()).toBeVisible({ timeout: 45_000 });
  await expect(seen).not.toContainText(/nothing listens there/, { timeout: 15_000 });
});

test("the master is not stopped: the plan says what to do first", async ({ signIn }) => {
  const page = await signIn("sre", "/embedded/instances");
  const name = await nameOf(page, "master");
  await page.getByRole("button", { name: `Stop ${name}`, exact: true }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(/It is the master of \d+ connected clients/)).toBeVisible();
  await expect(dialog.getByText(/Fail over first/)).toBeVisible();
  await expect(dialog.getByLabel("Reason")).toHaveCount(0);
});

test("a viewer sees every state and no button", async ({ signIn }) => {
  const page = await signIn("viewer", "/embedded/instances");
  await expect(page.locator("tr[data-instance]")).toHaveCount(6, { timeout: 30_000 });
  await expect(page.getByRole("button", { name: /^(Start|Stop|Restart) / })).toHaveCount(0);
});

test("an sre saves a replica now, and finds it saved", async ({ signIn }) => {
  const page = await signIn("sre", "/embedded/instances");
  const entry = page.getByRole("listitem").filter({ hasText: "replica" }).filter({ hasText: "Dump file" }).first();
  await entry.getByRole("button", { name: /^Save now/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("before an exercise");
  await dialog.getByRole("button", { name: /^Save 127/ }).click();
  await page.getByRole("link", { name: "See how far it is" }).click();
  await expect(
    page
      .getByRole("listitem")
      .filter({ hasText: /^.*Save 127/ })
      .first(),
  ).toContainText(/saved in .*dump/, {
    timeout: 30_000,
  });
});
