import { expect, type Page } from "@playwright/test";
import { test } from "./fixtures.ts";

const FIELD = /Open a person's case/;

/** Who has signed in to the sample application lately; right after its start that may be nobody yet. */
async function someoneCached(page: Page): Promise<string> {
  let userId: string | undefined;
  await expect(async () => {
    await page.reload();
    const keys = page.getByText(/^cache:user:\d+:profile$/).filter({ visible: true });
    userId = /\d+/.exec((await keys.first().textContent({ timeout: 5_000 })) ?? "")?.[0];
    expect(userId).toBeDefined();
  }).toPass({ timeout: 90_000 });
  return userId ?? "";
}

test("a support agent opens a case by e-mail, signs the person out everywhere and clears the limits", async ({
  signIn,
}) => {
  const page = await signIn("support", "/embedded/cache?cache=shop-cache&pattern=cache:user:*:profile");
  const userId = await someoneCached(page);
  await page.goto("/embedded/case");
  await page.getByLabel(FIELD).fill(userId);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: `User ${userId}` })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`user=${userId}`));
  await expect(page.getByRole("region", { name: "Cached entries" })).toContainText(`cache:user:${userId}:profile`);
  await page.getByRole("button", { name: "Sign out everywhere and clear limits" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/reason/i).fill("Account taken over, ticket 77");
  await dialog.getByRole("button", { name: /Revoke \d+ sessions?, reset \d+ counters?/ }).click();
  const result = page.getByRole("region", { name: "Result of clearing the case" });
  await expect(result).toContainText(/(\d+) of \1 sessions? revoked/);
  await expect(page.getByRole("region", { name: "Result of the revocation" })).toContainText("2 of 2 replicas");
  await expect(page.getByRole("region", { name: "Sessions", exact: true })).toContainText(/no session/);
});

test("an address that several people have leads to each of them, and is nobody's case", async ({ signIn }) => {
  const page = await signIn("sre", "/embedded/sessions?user=4240");
  const address = await page
    .getByText(/^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$/)
    .first()
    .textContent();
  await page.goto(`/embedded/case?ip=${address}`);
  await expect(page.getByText("Rate limits").first()).toBeVisible();
  await expect(page.getByRole("region", { name: "Sessions", exact: true })).toContainText("Complete");
  const people = page.getByRole("heading", { name: /people fit/ });
  if (await people.isVisible()) {
    await expect(page.getByRole("button", { name: "Sign out everywhere and clear limits" })).toHaveCount(0);
  }
});

test("the palette opens a case, and an engineer is told that it is not theirs", async ({ signIn }) => {
  const page = await signIn("engineer", "/embedded/case");
  await expect(page.getByText(/Your role, engineer, cannot/)).toBeVisible();
});
