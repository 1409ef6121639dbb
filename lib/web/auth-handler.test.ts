import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestSignIn, PASSWORD, SECRET, type TestSignIn } from "#lib/sign-in/test-sign-in.ts";
import { admitAddress } from "#lib/sign-in/throttle.ts";
import { findActor } from "./current-actor.ts";
import { TestAuthBrowser } from "./test-auth-browser.ts";

let fixture: TestSignIn;
let browser: TestAuthBrowser;

async function begin(settings: Record<string, unknown> = {}) {
  fixture = await createTestSignIn(undefined, settings);
  process.env.NEXTAUTH_URL = fixture.services.config.console.address;
  browser = new TestAuthBrowser(fixture.services, { secret: SECRET, oidcSecret: undefined });
}
beforeEach(() => begin());
afterEach(() => fixture.close());

const actor = () => findActor(fixture.services, new Headers({ cookie: browser.cookie }), { active: true });

test("signs in, says where to go, and the cookie stands for a registered sign-in", async () => {
  const { status, body, cookies } = await browser.signIn({ name: "ada", password: PASSWORD, from: "/sessions?user=7" });
  expect([status, body]).toEqual([200, { ok: true, requestId: expect.any(String), data: { url: "/sessions?user=7" } }]);
  expect(await actor()).toMatchObject({ name: "ada", role: "sre" });
  expect(fixture.audit).toMatchObject([{ operation: "sign-in.password", phase: "succeeded", actor: { name: "ada" } }]);
  const cookie = cookies.find((text) => text.startsWith("redis-console.sign-in="));
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Lax/);
  expect(cookie).not.toMatch(/Domain|Secure/);
});

test("binds every cookie to the host by its name where the console is reached by https", async () => {
  await fixture.close();
  await begin({ address: "https://console.example" });
  const { cookies } = await browser.signIn({ name: "ada", password: PASSWORD });
  for (const cookie of [...cookies, ...(await browser.get("csrf")).cookies]) {
    expect(cookie).toMatch(
      /^__Host-redis-console\.[^;]+; (?=.*Path=\/)(?=.*HttpOnly)(?=.*Secure)(?=.*SameSite=Lax)(?!.*Domain)/,
    );
  }
});

test("gives a wrong password and an unknown name the same answer to the byte", async () => {
  const answers = [];
  for (const given of [
    { name: "ada", password: "wrong" },
    { name: "nobody", password: PASSWORD },
    { name: "ada" },
    {},
  ]) {
    const fresh = new TestAuthBrowser(fixture.services, { secret: SECRET, oidcSecret: undefined });
    const { status, body, cookies } = await fresh.signIn(given);
    expect(fresh.cookie).not.toContain("sign-in=");
    answers.push(
      JSON.stringify([
        status,
        { ...body, error: { ...body.error, requestId: "" } },
        cookies.map((text) => text.split("=")[0]),
      ]),
    );
  }
  expect(answers[0]).toContain("UNAUTHENTICATED");
  expect(new Set(answers).size).toBe(1);
  expect(fixture.audit.map(({ actor: { name }, phase }) => `${name} ${phase}`)).toEqual([
    "ada refused",
    "unknown refused",
    "ada refused",
    "unknown refused",
  ]);
});

test("ends the sign-in that the browser had before", async () => {
  await browser.signIn({ name: "ada", password: PASSWORD });
  const before = browser.cookie;
  await browser.signIn({ name: "ada", password: PASSWORD });
  expect(await actor()).toBeDefined();
  expect(await findActor(fixture.services, new Headers({ cookie: before }), { active: true })).toBeUndefined();
});

test("signs nobody in when it cannot be recorded", async () => {
  const broken = { ...fixture.services, audit: { append: () => Promise.reject(new Error("disk full")) } };
  const other = new TestAuthBrowser(broken, { secret: SECRET, oidcSecret: undefined });
  expect(await other.signIn({ name: "ada", password: PASSWORD })).toMatchObject({ status: 500, body: { ok: false } });
  expect(other.cookie).not.toContain("sign-in=");
});

test.each([
  "https://evil.example",
  "//evil.example",
  "/\\evil.example",
  "javascript:alert(1)",
  "http://host:port.evil.example",
  "http://127.0.0.1:3000@evil.example",
  "/%0d%0aX-Evil: 1",
  "/\r\nX-Evil: 1",
])("sends nobody away to %j", async (from) => {
  const { status, body } = await browser.signIn({ name: "ada", password: PASSWORD, from, callbackUrl: from });
  expect([status, body.data.url]).toEqual([200, "/"]);
});

test.each(["http://host:port.evil.example", "https://evil.example", "%", "//x"])(
  "is not upset by a planted cookie that says %j",
  async (value) => {
    browser.plant("redis-console.callback-url", value);
    expect((await browser.get("csrf")).status).toBe(200);
    expect((await browser.signIn({ name: "ada", password: PASSWORD })).body).toMatchObject({ data: { url: "/" } });
  },
);

test.each([
  ["GET", "session"],
  ["GET", "providers"],
  ["GET", "signin"],
  ["GET", "signin/credentials"],
  ["GET", "signout"],
  ["GET", "error"],
  ["GET", "callback/credentials"],
  ["GET", "callback/oidc"],
  ["GET", "__proto__"],
  ["POST", "session"],
  ["POST", "signout"],
  ["POST", "_log"],
  ["POST", "signin/credentials"],
  ["POST", "signin/oidc"],
  ["POST", "callback/oidc"],
  ["POST", "callback/credentials/more"],
])("has nothing at %s %s", async (method, path) => {
  const { status, body } = await browser.send(method, path, method === "POST" ? {} : undefined);
  expect([status, body.error.code]).toEqual([404, "NOT_FOUND"]);
});

test("refuses a form of another page, another type, too long or without its token", async () => {
  const good = { name: "ada", password: PASSWORD };
  const { csrfToken } = (await browser.get("csrf")).body;
  const form = { ...good, csrfToken };
  expect((await browser.send("POST", "callback/credentials", form, { origin: "https://evil.example" })).status).toBe(
    403,
  );
  expect((await browser.send("POST", "callback/credentials", form, { origin: "" })).status).toBe(403);
  expect((await browser.send("POST", "callback/credentials", form, { "content-type": "text/plain" })).status).toBe(400);
  expect((await browser.send("POST", "callback/credentials", { ...form, password: "x".repeat(20_000) })).status).toBe(
    400,
  );
  expect((await browser.send("POST", "callback/credentials", good)).status).toBe(403);
  expect(await actor()).toBeUndefined();
});

test("stops an address that tries too often, with its own answer", async () => {
  for (let time = 0; time < 40; time += 1) await admitAddress(fixture.services, "192.0.2.1");
  const { status, body } = await browser.signIn({ name: "ada", password: PASSWORD });
  expect([status, body.error.code]).toEqual([429, "TOO_MANY_REQUESTS"]);
});

test("does not reveal what went wrong inside", async () => {
  await browser.get("csrf");
  await fixture.services.store.db.destroy();
  const { status, body } = await browser.signIn({ name: "ada", password: PASSWORD });
  expect([status, body.error.code, body.error.message]).toEqual([
    500,
    "INTERNAL",
    "The sign-in could not be completed.",
  ]);
});
