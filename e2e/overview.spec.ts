import { execFileSync } from "node:child_process";
import { expect } from "@playwright/test";
import { test } from "./fixtures.ts";

test("the overview follows a failover without a reload", async ({ signIn, underTest }) => {
  test.setTimeout(120_000);
  const page = await signIn("sre", "/embedded/overview");
  // Another spec may have switched it: the deployment is one for all of them.
  const asked = ["-p", String(underTest.ports.sentinelPorts[0]), "SENTINEL", "GET-MASTER-ADDR-BY-NAME", "mymaster"];
  const answer = execFileSync("redis-cli", asked, {
    encoding: "utf8",
    env: { ...process.env, REDISCLI_AUTH: underTest.secret("sentinel") },
  });
  const firstMaster = Number(answer.trim().split("\n")[1]);
  await expect(page.getByText(new RegExp(`master 127\\.0\\.0\\.1:${firstMaster}`)).first()).toBeVisible();
  await page.evaluate(() => Object.assign(window, { stayed: true }));
  const [sentinel] = underTest.ports.sentinelPorts;
  execFileSync("redis-cli", ["-p", String(sentinel), "SENTINEL", "FAILOVER", "mymaster"], {
    env: { ...process.env, REDISCLI_AUTH: underTest.secret("sentinel") },
  });
  const others = underTest.ports.redisPorts.filter((port) => port !== firstMaster).join("|");
  await expect(page.getByText(new RegExp(`OK: master 127\\.0\\.0\\.1:(${others})`)).first()).toBeVisible({
    timeout: 60_000,
  });
  expect(await page.evaluate(() => "stayed" in window)).toBe(true);
});

test("an instance opens in a panel with its own address", async ({ signIn, underTest }) => {
  const page = await signIn("viewer", `/embedded/overview?instance=127.0.0.1:${underTest.ports.redisPorts[1]}`);
  const panel = page.getByRole("dialog");
  await expect(panel).toContainText(`127.0.0.1:${underTest.ports.redisPorts[1]}`);
  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
  await expect(page).toHaveURL(/overview$/);
});

test("the live view ends with the sign-in", async ({ signIn }) => {
  const page = await signIn("viewer", "/embedded/overview");
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  await page.context().clearCookies();
  await expect.poll(async () => (await page.request.get("/api/embedded/topology")).status()).toBe(401);
});
