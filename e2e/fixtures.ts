import { test as base, type Page } from "@playwright/test";
import { type ConsoleUnderTest, type Role, startConsoleUnderTest } from "#tools/test/console-under-test.ts";

interface TestFixtures {
  /** Signs in by the login page and opens an address; the page is as wide as the project says. */
  signIn: (role: Role, path?: string) => Promise<Page>;
  /** Fails the test when the browser reports an error or breaks the content security policy. */
  noBrowserErrors: undefined;
}

interface WorkerFixtures {
  underTest: ConsoleUnderTest;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  underTest: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from a destructured parameter.
    async ({}, use) => {
      const underTest = await startConsoleUnderTest();
      await use(underTest);
      await underTest.stop();
    },
    { scope: "worker", timeout: 180_000 },
  ],
  baseURL: async ({ underTest }, use) => use(underTest.url),
  noBrowserErrors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(error.message));
      page.on("console", (message) => {
        if (/Content.Security.Policy/i.test(message.text())) errors.push(message.text());
      });
      await use(undefined);
      if (errors.length > 0) throw new Error(`The browser reported:\n${errors.join("\n")}`);
    },
    { auto: true },
  ],
  signIn: async ({ page, underTest }, use) => {
    await use(async (role, path = "/") => {
      const user = underTest.users.find((known) => known.role === role);
      if (user === undefined) throw new Error(`There is no demo user with the role ${role}.`);
      await page.goto(path);
      await page.getByLabel("Name").fill(user.name);
      await page.getByLabel("Password", { exact: true }).fill(user.password);
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await page.waitForURL((url) => !url.pathname.startsWith("/login"));
      return page;
    });
  },
});
