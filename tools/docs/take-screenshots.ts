// Pictures of every page in both themes and two widths: node tools/docs/take-screenshots.ts FOLDER [BASE_URL DEMO_USERS_FILE]
// Without an address it starts a console of its own.
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { startConsoleUnderTest } from "#tools/test/console-under-test.ts";

const [folder = ".cache/screenshots", givenUrl, givenUsers] = process.argv.slice(2);
const SIZES = { desktop: { width: 1440, height: 1000 }, phone: { width: 390, height: 844 } };
const SHOTS = [
  { name: "overview", role: "sre", path: "/embedded/overview" },
  { name: "sessions-empty", role: "support", path: "/embedded/sessions" },
  { name: "sessions", role: "support", path: "/embedded/sessions?user=4040" },
  { name: "refused", role: "viewer", path: "/embedded/sessions" },
  { name: "case", role: "support", path: "/embedded/case?user=4040" },
  { name: "cache", role: "sre", path: "/embedded/cache" },
  { name: "limits", role: "support", path: "/embedded/limits" },
  { name: "pubsub", role: "engineer", path: "/embedded/pubsub" },
  { name: "config", role: "engineer", path: "/embedded/config" },
  { name: "instances", role: "sre", path: "/embedded/instances" },
  { name: "failover", role: "sre", path: "/embedded/failover" },
  { name: "activity", role: "sre", path: "/embedded/activity" },
];

mkdirSync(folder, { recursive: true });
const own = givenUrl === undefined ? await startConsoleUnderTest() : undefined;
const url = givenUrl ?? own?.url ?? "";
const users: { name: string; role: string; password: string }[] = own
  ? [...own.users]
  : JSON.parse(readFileSync(givenUsers ?? "", "utf8"));
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
try {
  for (const theme of ["light", "dark"] as const) {
    for (const [size, viewport] of Object.entries(SIZES)) await shootAll(browser, theme, size, viewport);
  }
} finally {
  await browser.close();
  await own?.stop();
}

async function shootAll(
  from: Browser,
  theme: "light" | "dark",
  size: string,
  viewport: { width: number; height: number },
): Promise<void> {
  for (const role of new Set(SHOTS.map((shot) => shot.role))) {
    const context = await from.newContext({ viewport, colorScheme: theme, baseURL: url });
    const page = await context.newPage();
    await page.goto("/login");
    await save(page, `login-${theme}-${size}`);
    await signIn(page, role);
    for (const shot of SHOTS.filter((candidate) => candidate.role === role)) {
      await page.goto(shot.path);
      await page.waitForLoadState("load");
      await page.waitForTimeout(2500);
      await save(page, `${shot.name}-${theme}-${size}`);
    }
    await context.close();
  }
}

async function signIn(page: Page, role: string): Promise<void> {
  const user = users.find((known) => known.role === role);
  await page.getByLabel("Name").fill(user?.name ?? "");
  await page.getByLabel("Password", { exact: true }).fill(user?.password ?? "");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((address) => !address.pathname.startsWith("/login"));
}

async function save(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
