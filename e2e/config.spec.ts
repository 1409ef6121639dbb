import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import type { ConsoleUnderTest } from "#tools/test/console-under-test.ts";
import { test } from "./fixtures.ts";

/** What a server itself says, asked past the console. */
function directiveOf({ secret }: ConsoleUnderTest, port: number, directive: string): string | undefined {
  const order = ["-p", String(port), "--user", "console-config", "CONFIG", "GET", directive];
  const env = { ...process.env, REDISCLI_AUTH: secret("console-config") };
  return execFileSync("redis-cli", order, { encoding: "utf8", env }).split("\n")[1];
}

test("an engineer changes a value and sees the line it makes, its origin and what it breaks", async ({ signIn }) => {
  const page = await signIn("engineer", "/embedded/config");
  const file = page.getByRole("region", { name: "The rendered file" });
  await expect(file.getByText("maxmemory 256mb")).toBeVisible();
  // What is typed before the page has come to life is not heard.
  await expect(async () => {
    await page.getByRole("textbox", { name: "REDIS_MAX_MEMORY" }).fill("");
    await page.getByRole("textbox", { name: "REDIS_MAX_MEMORY" }).fill("2g");
    await expect(file.getByText("maxmemory 2g", { exact: true })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
  await expect(page).toHaveURL(/set=REDIS_MAX_MEMORY%3D2g/);
  await expect(file.getByRole("button", { name: /comes from REDIS_MAX_MEMORY/ })).toBeVisible();
  await page.getByRole("link", { name: /^Findings/ }).click();
  await expect(page.getByText("2g counts in thousands.")).toBeVisible();
  await page.getByRole("textbox", { name: "REDIS_PORT" }).fill("99999");
  await expect(page.getByText("must be a whole number from 0 to 65535.")).toBeVisible();
  await page.getByRole("button", { name: "Undo 2 changes" }).click();
  await expect(page.getByText("2g counts in thousands.")).toHaveCount(0);
});

test("a link carries the changes, and nothing on the page is a secret", async ({ signIn, underTest }) => {
  const pasted = "mRz0Qp3Lk8Vt5Xw1Yb6Nc2Hd";
  const set = `set=REDIS_MAX_CLIENTS%3D77&set=REDIS_LOG_FILE%3D${pasted}`;
  const page = await signIn("engineer", `/embedded/config?${set}&host=redis-${underTest.ports.redisPorts[0]}`);
  await expect(page.getByText("maxclients 77")).toBeVisible();
  await expect(page.getByRole("alert").getByText(/^REDIS_LOG_FILE: This looks like a password/)).toBeVisible();
  await expect(page).toHaveURL((url) => url.search.includes("77") && !url.search.includes(pasted));
  await expect(page.getByText("{{ vault_redis_password }}").first()).toBeVisible();
  const html = await page.content();
  for (const name of ["redis", "replication", "sentinel", "sentinel-to-redis"])
    expect(html).not.toContain(readFileSync(join(underTest.folder, "secrets", name), "utf8"));
});

test("a real server reads the file, and says where it would refuse one", async ({ signIn }) => {
  const page = await signIn("engineer", "/embedded/config?tab=boot");
  await page.getByRole("button", { name: "Run the check" }).click();
  await expect(page.getByText(/starts and reads back \d+ directives as they are meant/)).toBeVisible({
    timeout: 30_000,
  });
  await page.getByRole("textbox", { name: "REDIS_MAX_CLIENTS" }).fill("many");
  await expect(page.getByText("The file has changed since this check.")).toBeVisible();
  await page.getByRole("button", { name: "Run it again" }).click();
  await expect(page.getByText("A real redis-server refuses this file.")).toBeVisible({ timeout: 30_000 });
});

test("drift of the whole deployment, and what a deploy would meet", async ({ signIn }) => {
  const page = await signIn("sre", "/embedded/config?tab=drift&set=REDIS_MAX_MEMORY%3D1mb");
  await expect(page.getByText(/maxmemory 1 MiB is below the .* used on/).first()).toBeVisible({ timeout: 30_000 });
  await expect(
    page
      .getByRole("row", { name: /^maxmemory/ })
      .getByText("differs")
      .first(),
  ).toBeVisible();
  await page
    .getByRole("button", { name: /^redis-\d+ / })
    .first()
    .click();
  await expect(page.getByRole("columnheader", { name: "File on the host" })).toBeVisible();
});

test("an sre applies a value to the running instances and finds it there; what is not the console's to set is told", async ({
  signIn,
  underTest,
}) => {
  const set = "set=REDIS_MAX_CLIENTS%3D9000&set=REDIS_PROTECTED_MODE%3Dno";
  const page = await signIn("sre", `/embedded/config?tab=drift&${set}`);
  await page.getByRole("button", { name: "Apply …" }).click();
  const panel = page.getByRole("region", { name: "Apply to running instances" });
  await expect(panel.getByText("maxclients: 10000 → 9000")).toHaveCount(3);
  await expect(panel.getByText(/Left alone: protected-mode \(It decides who may connect/)).toHaveCount(3);
  await panel.getByRole("button", { name: "Apply to running instances …" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("list", { name: "What is set" })).toHaveText("maxclients 9000");
  await dialog.getByLabel("Reason").fill("a rehearsal");
  await dialog.getByRole("button", { name: "Apply to 3 instances" }).click();
  await expect(page.getByText("Succeeded")).toBeVisible({ timeout: 40_000 });
  const steps = page.getByRole("list", { name: "Steps" }).getByRole("listitem");
  await expect(steps).toHaveCount(3);
  await expect(steps.last()).toContainText(/the master.*Set and read back: maxclients 10000 → 9000/);
  for (const port of underTest.ports.redisPorts) expect(directiveOf(underTest, port, "maxclients")).toBe("9000");
  expect(directiveOf(underTest, underTest.ports.redisPorts[0] ?? 0, "protected-mode")).toBe("yes");
});

test("variables are imported from YAML, without their secrets", async ({ signIn }) => {
  const page = await signIn("engineer", "/embedded/config");
  await page.getByRole("button", { name: "Import variables" }).click();
  await page.getByLabel("Or paste it here").fill("REDIS_PORT: 7001\nREDIS_PASSWORD: hunter2\nREDIS_AOF_ENABLED: off\n");
  await expect(page.getByText(/REDIS_PASSWORD: values of secrets are not taken/)).toBeVisible();
  await page.getByRole("button", { name: "Use 2 variables" }).click();
  await expect(page.getByText("appendonly no")).toBeVisible();
  await expect(page.getByText("port 7001")).toBeVisible();
  expect(await page.content()).not.toContain("hunter2");
  expect(page.url()).not.toContain("hunter2");
});

test("support has no such page", async ({ signIn }) => {
  const page = await signIn("support", "/embedded/config");
  await expect(page.getByText("Your role, support, cannot preview configuration files.")).toBeVisible();
});
