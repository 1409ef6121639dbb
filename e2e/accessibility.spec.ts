import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { test } from "./fixtures.ts";

const PAGES = [
  { role: "sre", path: "/embedded/overview", ready: "Topology" },
  { role: "support", path: "/embedded/sessions?user=4160", ready: "Complete" },
  { role: "sre", path: "/embedded/case?user=4160", ready: "Cached entries" },
  { role: "sre", path: "/embedded/cache", ready: "What is in the cache" },
  { role: "sre", path: "/embedded/limits", ready: "How the limiters count" },
  { role: "sre", path: "/embedded/pubsub", ready: "notifications:orders" },
  { role: "engineer", path: "/embedded/config", ready: "protected-mode yes" },
  {
    role: "engineer",
    path: "/embedded/config?tab=findings&set=REDIS_DIR=%7B%7B",
    ready: "REDIS_DIR: This is not YAML",
  },
  { role: "engineer", path: "/embedded/config?tab=drift", ready: "As of" },
  { role: "sre", path: "/embedded/instances", ready: "Save now" },
  { role: "admin", path: "/embedded/activity?tab=audit", ready: "What people did" },
  { role: "viewer", path: "/embedded/sessions", ready: "Your role, viewer, cannot" },
] as const;
const WIDTHS = { desktop: 1440, phone: 390 } as const;

/** The colour scheme changes without a reload, as it does at dusk; the width is there from the first paint. */
async function expectSound(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect((await new AxeBuilder({ page }).analyze()).violations, colorScheme).toEqual([]);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
    0,
  );
}

for (const [size, width] of Object.entries(WIDTHS)) {
  test.describe(size, () => {
    test.use({ viewport: { width, height: 900 } });

    test("the sign-in page has no violation, and does not scroll sideways", async ({ page }) => {
      await page.goto("/login");
      await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
      await expectSound(page);
    });

    for (const { role, path, ready } of PAGES) {
      test(`${path} as ${role} has no violation and does not scroll sideways`, async ({ signIn }) => {
        const page = await signIn(role, path);
        await expect(page.getByText(ready).filter({ visible: true }).first()).toBeVisible();
        await expectSound(page);
      });
    }
  });
}
