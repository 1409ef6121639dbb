import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { setServices } from "#lib/current-services.ts";
import { confirmIdentity } from "#lib/sign-in/confirm-identity.ts";
import { endSignIn } from "#lib/sign-in/end-sign-in.ts";
import { signOut } from "#lib/sign-in/sign-out.ts";
import { PASSWORD } from "#lib/sign-in/test-sign-in.ts";
import { setRole } from "#lib/sign-in/user-commands.ts";
import { findActor } from "./current-actor.ts";
import { defineAction } from "./define-action.ts";
import { dropSignIn, keepSignIn } from "./keep-sign-in.ts";
import { createTestWeb, type TestWeb } from "./test-web.ts";

let web: TestWeb;
let sent: Headers;
const jar = new Map<string, { value: string; options: object }>();
// Outside a running Next there is no request for these to read.
vi.mock("next/headers", () => ({
  headers: async () => sent,
  cookies: async () => ({ set: (name: string, value: string, options: object) => jar.set(name, { value, options }) }),
}));

beforeEach(async () => {
  web = await createTestWeb();
  setServices(web.services);
  jar.clear();
  sent = new Headers({
    host: "127.0.0.1:3000",
    origin: web.origin,
    cookie: web.cookie,
    "x-forwarded-for": "192.0.2.1",
  });
});
afterEach(() => web.close());

const signOutAction = defineAction(signOut, { answer: dropSignIn });
const confirmAction = defineAction(confirmIdentity, { answer: keepSignIn });
const endAction = defineAction(endSignIn);
const COOKIE = "redis-console.sign-in";

test("signs out for good, also for whoever copied the cookie", async () => {
  expect(await signOutAction({})).toMatchObject({ ok: true });
  expect(jar.get(COOKIE)?.value).toBe("");
  expect(await signOutAction({})).toMatchObject({ ok: false, error: { code: "UNAUTHENTICATED" } });
  expect(web.audit.map(({ operation, phase }) => `${operation} ${phase}`)).toEqual([
    "sign-in.sign-out started",
    "sign-in.sign-out succeeded",
  ]);
});

test.each([
  ["no origin", { origin: undefined }],
  ["another origin", { origin: "https://evil.example" }],
  ["a hidden origin", { origin: "null" }],
  ["a cross-site fetch", { "sec-fetch-site": "cross-site" }],
  ["a same-site fetch", { "sec-fetch-site": "same-site" }],
])("does not run with %s", async (_, change: Record<string, string | undefined>) => {
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) sent.delete(name);
    else sent.set(name, value);
  }
  expect(await signOutAction({})).toMatchObject({ ok: false, error: { code: "FORBIDDEN" } });
  expect(await findActor(web.services, new Headers({ cookie: web.cookie }), { active: false })).toBeDefined();
});

test("renews the proof of identity under another id, kept from scripts, and audits without the password", async () => {
  web.pass(10 * 60_000);
  const answer = await confirmAction({ password: PASSWORD });
  expect(answer).toEqual({ ok: true, requestId: expect.any(String), data: { authenticatedAt: web.services.now() } });
  const { value, options } = jar.get(COOKIE) ?? { value: "", options: {} };
  expect(options).toMatchObject({ httpOnly: true, sameSite: "lax", path: "/" });
  expect(JSON.stringify([answer, web.audit])).not.toContain(PASSWORD);
  const look = (cookie: string) => findActor(web.services, new Headers({ cookie }), { active: false });
  expect(await look(web.cookie)).toBeUndefined();
  expect(await look(`${COOKIE}=${value}`)).toMatchObject({ name: "ada", authenticatedAt: web.services.now() });
});

test("asks again after a wrong password, and locks after five", async () => {
  for (let time = 0; time < 5; time += 1) {
    expect(await confirmAction({ password: "wrong" })).toMatchObject({
      ok: false,
      error: { code: "STEP_UP_REQUIRED" },
    });
  }
  expect(await confirmAction({ password: PASSWORD })).toMatchObject({ ok: false, error: { code: "STEP_UP_REQUIRED" } });
});

test("lets an admin alone, freshly confirmed, end other people's sign-ins", async () => {
  const given = { id: web.signInId, reason: "lost laptop" };
  expect(await endAction(given)).toMatchObject({ ok: false, error: { code: "FORBIDDEN" } });
  setRole(web.usersFile, "ada", "admin");
  web.pass(6 * 60_000);
  expect(await endAction(given)).toMatchObject({ ok: false, error: { code: "STEP_UP_REQUIRED" } });
  web.pass(-6 * 60_000);
  expect(await endAction(given)).toMatchObject({ ok: true });
  expect(await findActor(web.services, new Headers({ cookie: web.cookie }), { active: false })).toBeUndefined();
});

test("refuses whatever is not the input's shape", async () => {
  // What a hand-made request can send whatever the types say.
  const run = confirmAction as (input: unknown) => Promise<unknown>;
  for (const input of [undefined, null, "x", [], { password: ["x"] }, { password: PASSWORD, role: "admin" }]) {
    expect(await run(input)).toMatchObject({ ok: false, error: { code: "INVALID_INPUT" } });
  }
});
