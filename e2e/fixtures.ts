import { type APIRequestContext, test as base, expect, type Page } from "@playwright/test";
import { type ConsoleUnderTest, type Role, startConsoleUnderTest } from "#tools/test/console-under-test.ts";

interface TestFixtures {
  /** Signs in without the login page, which specs of other pages need not wait for, and opens an address. */
  signIn: (role: Role, path?: string) => Promise<Page>;
  /** Opens an address, and signs in by the login page that comes instead. */
  signInByPage: (role: Role, path?: string) => Promise<Page>;
  /** Fails the test when the browser reports an error or breaks the content security policy. */
  noBrowserErrors: undefined;
}

interface WorkerFixtures {
  underTest: ConsoleUnderTest;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  underTest: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from a destructured parameter.
    async ({}, use, { parallelIndex }) => {
      const underTest = await startConsoleUnderTest(parallelIndex);
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
      await signInByRequest(page.context().request, underTest, role);
      await page.goto(path);
      return page;
    });
  },
  signInByPage: async ({ page, underTest }, use) => {
    await use(async (role, path = "/") => {
      const user = demandUser(underTest, role);
      await page.goto(path);
      await page.getByLabel("Name").fill(user.name);
      await page.getByLabel("Password", { exact: true }).fill(user.password);
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await page.waitForURL((url) => !url.pathname.startsWith("/login"));
      return page;
    });
  },
});

/** The cookies stay with what asked. */
export async function signInByRequest(
  request: APIRequestContext,
  underTest: ConsoleUnderTest,
  role: Role,
): Promise<void> {
  const { name, password } = demandUser(underTest, role);
  const { csrfToken } = await (await request.get("/api/auth/csrf")).json();
  const answer = await request.post("/api/auth/callback/credentials", {
    headers: { origin: underTest.url },
    form: { csrfToken, name, password, from: "/" },
    maxRedirects: 0,
  });
  expect(answer.ok()).toBe(true);
}

function demandUser(underTest: ConsoleUnderTest, role: Role): ConsoleUnderTest["users"][number] {
  const user = underTest.users.find((known) => known.role === role);
  if (user === undefined) throw new Error(`There is no demo user with the role ${role}.`);
  return user;
}
