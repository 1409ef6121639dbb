import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { test } from "./fixtures.ts";

const id = (name: string) => Buffer.from(name).toString("base64url");

test("an engineer sees who listens, and why a channel is refused", async ({ signIn }) => {
  const page = await signIn("engineer", "/embedded/pubsub");
  const row = page.getByRole("row").filter({ hasText: "notifications:orders" });
  await expect(row).toContainText("Allowed");
  await page.getByRole("button", { name: "socket.io-request#/#" }).click();
  await expect(page.getByRole("dialog")).toContainText("can disconnect sockets");
  await expect(page.getByRole("link", { name: "Publish a test message" })).toHaveCount(0);
});

test("a message is checked while it is typed, published, and arrives in the live view", async ({ signIn, context }) => {
  const page = await signIn("engineer", `/embedded/pubsub?tab=publish&channel=${id("notifications:orders")}`);
  const message = page.getByLabel("Message", { exact: true });
  await message.fill('{\n  "order": }');
  await expect(page.getByText(/Line 2, column 12/)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Publish to/ })).toBeDisabled();
  const live = await context.newPage();
  await live.goto(`/embedded/pubsub?tab=live&channels=${id("notifications:orders")}`);
  await expect(live.getByText(/heard on the replica/)).toBeVisible();
  await message.fill('{"from":"<script>alert(1)</script>","token":"s3cret"}');
  await page.getByRole("button", { name: /^Publish to/ }).click();
  await expect(page.getByText(/Received by [1-9]\d* subscriber/)).toBeVisible();
  const row = live.getByRole("button", { name: /alert\(1\)/ });
  await expect(row).toBeVisible();
  await expect(row).not.toContainText("s3cret");
  await row.click();
  await expect(live.getByText("(masked)").last()).toBeVisible();
});

test("a sample is found by its link, and the export holds what is shown", async ({ signIn }) => {
  const page = await signIn("sre", `/embedded/pubsub?tab=publish&channel=${id("console:test:e2e")}`);
  await page.getByLabel("Message", { exact: true }).fill('{"hello":"world"}');
  await page.getByLabel("Save this message as").fill("greeting");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("button", { name: /^greeting/ }).click();
  await expect(page.getByLabel("Message", { exact: true })).toHaveValue('{"hello":"world"}');
  await page.goto(`/embedded/pubsub?tab=live&patterns=${id("notifications:*")}`);
  const exporting = page.getByRole("button", { name: /^Export [1-9]/ });
  await expect(exporting).toBeEnabled({ timeout: 20_000 });
  const download = page.waitForEvent("download");
  await exporting.click();
  const lines = readFileSync(await (await download).path(), "utf8")
    .trim()
    .split("\n");
  for (const line of lines)
    expect(JSON.parse(line)).toMatchObject({ channel: expect.stringMatching(/^notifications:/) });
});

test("the receipt arrives everywhere, and the diagnosis says who listens", async ({ signIn }) => {
  const page = await signIn("sre", "/embedded/pubsub?tab=receipt");
  await page.getByRole("button", { name: "Send and listen" }).click();
  await expect(page.getByText("Arrived on 3 of 3 instances")).toBeVisible({ timeout: 20_000 });
  await page.goto(`/embedded/pubsub?tab=diagnosis&channel=${id("notifications:orders")}`);
  await page.getByRole("button", { name: "Diagnose" }).click();
  await expect(page.getByText("One client listens on the master by this name.")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/messages? passed the master in 5 s/).first()).toBeVisible();
});

test("support is told why the page is not theirs", async ({ signIn }) => {
  const page = await signIn("support", "/embedded/pubsub");
  await expect(page.getByText(/Your role, support, cannot/)).toBeVisible();
});
