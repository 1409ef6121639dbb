import { expect } from "@playwright/test";
import { test } from "./fixtures.ts";

for (const role of ["viewer", "support", "engineer", "sre", "admin"] as const) {
  test(`${role} signs in and sees the overview`, async ({ signInByPage }) => {
    const page = await signInByPage(role);
    await expect(page).toHaveURL(/\/embedded\/overview/);
    await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  });
}

test("a wrong password and an unknown name read the same", async ({ page, underTest }) => {
  const texts: string[] = [];
  for (const name of ["support", "nobody-at-all"]) {
    await page.goto("/login");
    await page.getByLabel("Name").fill(name);
    await page.getByLabel("Password", { exact: true }).fill("wrong password");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    const alert = page.getByRole("alert").filter({ hasText: /not right/ });
    await expect(alert).toBeVisible();
    texts.push((await alert.innerText()).replace(/[0-9a-f-]{36}/g, ""));
  }
  expect(texts[0]).toBe(texts[1]);
  expect(underTest.users).toHaveLength(5);
});

test("somebody who is not signed in is sent to the sign-in page and back", async ({ page, signInByPage }) => {
  await page.goto("/embedded/overview");
  await expect(page).toHaveURL(/\/login/);
  await signInByPage("sre", "/embedded/overview?instance=none");
  await expect(page).toHaveURL(/\/embedded\/overview/);
});

test("signing out ends the sign-in at once, in a copied cookie too", async ({ signIn, playwright, underTest }) => {
  const page = await signIn("viewer");
  const cookies = await page.context().cookies();
  await page.getByRole("button", { name: /viewer/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/login/);
  const copied = await playwright.request.newContext({
    baseURL: underTest.url,
    extraHTTPHeaders: { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; ") },
  });
  expect((await copied.get("/api/embedded/topology")).status()).toBe(401);
  await copied.dispose();
});

test("everything is reached by keyboard alone", async ({ page, underTest }) => {
  const support = underTest.users.find(({ role }) => role === "support");
  await page.goto("/embedded/sessions");
  await page.getByLabel("Name").focus();
  await page.keyboard.type(support?.name ?? "");
  await page.keyboard.press("Tab");
  await page.keyboard.type(support?.password ?? "");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/embedded\/sessions/);
  await page.keyboard.press("/");
  await page.keyboard.type("4004");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Complete", { exact: true }).first()).toBeVisible();
});
