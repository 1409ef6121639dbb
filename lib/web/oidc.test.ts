import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestSignIn, SECRET, type TestSignIn } from "#lib/sign-in/test-sign-in.ts";
import { findActor } from "./current-actor.ts";
import { TestAuthBrowser } from "./test-auth-browser.ts";

const CONSOLE = "http://127.0.0.1:3000";
const CLIENT_SECRET = "the provider's secret for the console";
const GROUPS: Record<string, string[]> = { dana: ["staff", "help-desk"], eve: ["staff"] };

let server: Server;
let issuer: string;
let fixture: TestSignIn;
let browser: TestAuthBrowser;

beforeAll(async () => {
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server on a port has an address of this shape.
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  server.on("request", createProvider(issuer).callback());
});
afterAll(() => void server.close());

function createProvider(at: string): Provider {
  return new Provider(at, {
    clients: [
      {
        client_id: "console",
        client_secret: CLIENT_SECRET,
        redirect_uris: [`${CONSOLE}/api/auth/callback/oidc`],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    claims: { openid: ["sub"], profile: ["preferred_username", "groups"] },
    features: { devInteractions: { enabled: true } },
    cookies: { keys: ["a key for the test"] },
    findAccount: (_ctx: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({ sub, preferred_username: sub, groups: GROUPS[sub] ?? [] }),
    }),
  });
}

beforeEach(async () => {
  process.env.NEXTAUTH_URL = CONSOLE;
  const oidc = {
    issuer,
    clientId: "console",
    clientSecret: { env: "UNUSED" },
    scope: "openid profile",
    roles: { support: ["help-desk"], sre: ["ops"] },
  };
  fixture = await createTestSignIn([], { oidc });
  browser = new TestAuthBrowser(fixture.services, { secret: SECRET, oidcSecret: CLIENT_SECRET });
});
afterEach(() => fixture.close());

const actor = () => findActor(fixture.services, new Headers({ cookie: browser.cookie }), { active: true });

async function startSingleSignOn(from = "/sessions"): Promise<string> {
  const { csrfToken } = (await browser.get("csrf")).body;
  const { body } = await browser.send("POST", "signin/oidc", { csrfToken, from });
  return body.data.url;
}

/** Goes through the provider's own pages as somebody, and gives the query that it sends the browser back with. */
async function passProvider(start: string, login: string): Promise<string> {
  const jar = new Map<string, string>();
  let url = start;
  let form: Record<string, string> | undefined;
  for (let step = 0; step < 12; step += 1) {
    const init = form === undefined ? {} : { method: "POST", body: new URLSearchParams(form) };
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, { ...init, headers: { cookie }, redirect: "manual" });
    for (const text of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
      jar.set(name, value);
    }
    const location = response.headers.get("location");
    if (location?.startsWith(CONSOLE)) return new URL(location).search;
    form = undefined;
    if (location === null) {
      const prompt = /name="prompt" value="(\w+)"/.exec(await response.text())?.[1] ?? "none";
      form = { prompt, login, password: "any" };
    } else {
      url = new URL(location, url).href;
    }
  }
  throw new Error("The provider did not send the browser back.");
}

test("gives whoever the provider vouches for the role of their group", async () => {
  const query = await passProvider(await startSingleSignOn(), "dana");
  const { status, location } = await browser.get(`callback/oidc${query}`);
  expect([status, location]).toEqual([303, "/sessions"]);
  expect(await actor()).toMatchObject({ userId: "oidc:dana", name: "dana", role: "support" });
  expect(fixture.audit).toMatchObject([{ operation: "sign-in.oidc", phase: "succeeded", actor: { name: "dana" } }]);
});

test("lets nobody in without a group that has a role", async () => {
  const query = await passProvider(await startSingleSignOn(), "eve");
  const { location } = await browser.get(`callback/oidc${query}`);
  expect(location).toBe("/login?error=FORBIDDEN");
  expect(await actor()).toBeUndefined();
  expect(fixture.audit).toMatchObject([{ operation: "sign-in.oidc", phase: "refused" }]);
});

test("accepts an answer once, and in the browser that asked alone", async () => {
  const query = await passProvider(await startSingleSignOn(), "dana");
  const other = new TestAuthBrowser(fixture.services, { secret: SECRET, oidcSecret: CLIENT_SECRET });
  expect((await other.get(`callback/oidc${query}`)).location).toMatch(/^\/login\?error=/);
  expect((await browser.get(`callback/oidc${query}`)).location).toBe("/sessions");
  expect((await browser.get(`callback/oidc${query}`)).location).toMatch(/^\/login\?error=/);
});

test("asks for a recent proof of identity, with PKCE, state and nonce", async () => {
  const url = new URL(await startSingleSignOn());
  for (const name of ["code_challenge", "state", "nonce"]) expect(url.searchParams.get(name)).toBeTruthy();
  expect(url.searchParams.get("max_age")).toBe(String(8 * 3600));
  const { csrfToken } = (await browser.get("csrf")).body;
  const { body } = await browser.send("POST", "signin/oidc", { csrfToken, from: "/", confirm: "true" });
  const again = new URL(body.data.url);
  expect([again.searchParams.get("prompt"), again.searchParams.get("max_age")]).toEqual(["login", "0"]);
});

test("says that sign-in failed when the provider does not answer", async () => {
  const { config } = fixture.services;
  const { oidc } = config.console;
  if (oidc === undefined) throw new Error("oidc is missing");
  const console = { ...config.console, oidc: { ...oidc, issuer: "http://127.0.0.1:1" } };
  const gone = new TestAuthBrowser(
    { ...fixture.services, config: { ...config, console } },
    { secret: SECRET, oidcSecret: CLIENT_SECRET },
  );
  const { csrfToken } = (await gone.get("csrf")).body;
  const { status, body } = await gone.send("POST", "signin/oidc", { csrfToken, from: "/" });
  expect([status, body.error.code]).toEqual([504, "TIMEOUT"]);
});
