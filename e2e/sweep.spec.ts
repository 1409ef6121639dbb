import { readFileSync } from "node:fs";
import type { APIRequestContext, PlaywrightWorkerArgs } from "@playwright/test";
import { expect } from "@playwright/test";
import type { ConsoleUnderTest, Role } from "#tools/test/console-under-test.ts";
import { signInByRequest, test } from "./fixtures.ts";

const ROLES = ["viewer", "support", "engineer", "sre", "admin"] as const;
const EVERYONE: readonly Role[] = ROLES;
const SESSIONS: readonly Role[] = ["support", "sre"];
const INSPECTION: readonly Role[] = ["engineer", "sre"];
/** Caches and rate limits. */
const CACHE: readonly Role[] = ["support", "engineer", "sre"];

/** What stands here is all that the build may serve, and to whom. `open`: nobody needs to be signed in; `token`: no role helps. */
const ROUTES: Record<string, { roles: readonly Role[] | "open" | "token"; method?: "POST" }> = {
  "/": { roles: EVERYONE },
  "/login": { roles: "open" },
  "/[deployment]": { roles: EVERYONE },
  "/[deployment]/overview": { roles: EVERYONE },
  "/[deployment]/sessions": { roles: SESSIONS },
  "/[deployment]/case": { roles: SESSIONS },
  "/[deployment]/cache": { roles: CACHE },
  "/[deployment]/limits": { roles: CACHE },
  "/[deployment]/config": { roles: INSPECTION },
  "/[deployment]/pubsub": { roles: INSPECTION },
  "/[deployment]/failover": { roles: ["sre"] },
  "/[deployment]/instances": { roles: EVERYONE },
  "/[deployment]/activity": { roles: EVERYONE },
  "/help/errors/[code]": { roles: EVERYONE },
  "/api/[deployment]/topology": { roles: EVERYONE },
  "/api/[deployment]/topology/stream": { roles: EVERYONE },
  "/api/[deployment]/health/faces": { roles: EVERYONE },
  "/api/[deployment]/history": { roles: EVERYONE },
  "/api/[deployment]/metrics/queries": { roles: EVERYONE },
  "/api/[deployment]/timeline": { roles: EVERYONE },
  "/api/[deployment]/timeline/failovers": { roles: EVERYONE },
  "/api/[deployment]/sessions/search": { roles: SESSIONS, method: "POST" },
  "/api/[deployment]/sessions/cohort": { roles: ["sre"], method: "POST" },
  "/api/[deployment]/sessions/count": { roles: SESSIONS },
  "/api/[deployment]/sessions/ledger": { roles: SESSIONS },
  "/api/[deployment]/sessions/ledger/export": { roles: SESSIONS, method: "POST" },
  "/api/[deployment]/sessions/revocations/[id]": { roles: SESSIONS },
  "/api/[deployment]/inspect/slowlog": { roles: INSPECTION },
  "/api/[deployment]/inspect/latency": { roles: EVERYONE },
  "/api/[deployment]/inspect/clients": { roles: INSPECTION },
  "/api/[deployment]/inspect/memory": { roles: EVERYONE },
  "/api/[deployment]/inspect/keyspace": { roles: EVERYONE },
  "/api/[deployment]/inspect/config": { roles: INSPECTION },
  "/api/[deployment]/inspect/big-keys": { roles: INSPECTION },
  "/api/[deployment]/case/look": { roles: SESSIONS, method: "POST" },
  "/api/[deployment]/config/drift": { roles: INSPECTION, method: "POST" },
  "/api/[deployment]/cache/search": { roles: CACHE, method: "POST" },
  "/api/[deployment]/cache/sample": { roles: CACHE },
  "/api/[deployment]/limits/board/stream": { roles: CACHE },
  "/api/[deployment]/limits/find": { roles: CACHE, method: "POST" },
  "/api/[deployment]/limits/find-hashed": { roles: CACHE, method: "POST" },
  "/api/[deployment]/pubsub/channels": { roles: INSPECTION },
  "/api/[deployment]/pubsub/tail/stream": { roles: INSPECTION },
  "/api/[deployment]/pubsub/samples": { roles: INSPECTION },
  "/api/[deployment]/pubsub/diagnosis": { roles: INSPECTION },
  "/api/notifications": { roles: ["sre", "admin"] },
  "/api/[deployment]/jobs": { roles: EVERYONE },
  "/api/[deployment]/backups": { roles: INSPECTION },
  "/api/[deployment]/lifecycle/instances": { roles: EVERYONE },
  "/api/[deployment]/lifecycle/output": { roles: ["sre", "admin"] },
  "/api/audit": { roles: EVERYONE },
  "/api/sign-ins": { roles: ["admin"] },
  "/api/auth/[...nextauth]": { roles: "open" },
  "/api/health": { roles: "open" },
  "/api/metrics": { roles: "token" },
  "/_not-found": { roles: "open" },
  "/_global-error": { roles: "open" },
};

const ACTIONS: Record<string, readonly Role[]> = {
  planFailoverAction: ["sre"],
  startSafeFailoverAction: ["sre"],
  startNativeFailoverAction: ["sre"],
  resetSentinelsAction: ["sre"],
  runDrillAction: ["sre"],
  listDrillsAction: ["sre"],
  planRoundAction: ["sre"],
  startRoundAction: ["sre"],
  pauseJobAction: EVERYONE,
  unpauseJobAction: EVERYONE,
  publishMessageAction: INSPECTION,
  sendReceiptAction: INSPECTION,
  saveSampleAction: INSPECTION,
  removeSampleAction: INSPECTION,
  signOutAction: EVERYONE,
  confirmIdentityAction: EVERYONE,
  planRevocationAction: SESSIONS,
  revokeSessionsAction: SESSIONS,
  revokeManySessionsAction: ["sre"],
  recheckRevocationAction: SESSIONS,
  showSessionAction: SESSIONS,
  revokeCohortAction: ["sre"],
  planCaseAction: SESSIONS,
  clearCaseAction: SESSIONS,
  killClientAction: ["sre"],
  showCacheValueAction: ["engineer", "sre"],
  deleteCacheKeysAction: ["engineer", "sre"],
  resetLimitsAction: SESSIONS,
  restoreUndoAction: CACHE,
  planResetAction: ["sre"],
  resetByPatternAction: ["sre"],
  cancelJobAction: EVERYONE,
  resumeJobAction: EVERYONE,
  checkAuditAction: ["sre", "admin"],
  endSignInAction: ["admin"],
  planFlushAction: ["engineer", "sre"],
  sampleBigKeysAction: ["engineer", "sre"],
  flushCacheAction: ["engineer", "sre"],
  flushLargeCacheAction: ["sre"],
  planLifecycleAction: ["sre"],
  startInstanceAction: ["sre"],
  stopInstanceAction: ["sre"],
  restartInstanceAction: ["sre"],
  saveNowAction: ["sre"],
  runBootCheckAction: INSPECTION,
  planApplyAction: ["sre"],
  startApplyAction: ["sre"],
};

/** An action answers on the pages that use it. */
const PAGE_OF: Record<string, string> = {
  killClientAction: "/embedded/overview",
  runBootCheckAction: "/embedded/config",
  planApplyAction: "/embedded/config",
  startApplyAction: "/embedded/config",
};

/** Their input is empty, so what is sent here is right. */
const WANTS_NOTHING: readonly string[] = ["checkAuditAction"];

const routes: string[] = Object.values(JSON.parse(readFileSync(".next/app-path-routes-manifest.json", "utf8")));
const manifest: { node: Record<string, { exportedName: string }> } = JSON.parse(
  readFileSync(".next/server/server-reference-manifest.json", "utf8"),
);
const actions = Object.entries(manifest.node).map(([id, { exportedName }]) => ({ id, name: exportedName }));

const addressOf = (route: string) =>
  route
    .replace("[deployment]", "embedded")
    .replace("[code]", "TIMEOUT")
    .replace("[id]", "00000000-0000-4000-8000-000000000000")
    .replace("[...nextauth]", "csrf");

async function requestAs(
  role: Role | undefined,
  underTest: ConsoleUnderTest,
  playwright: PlaywrightWorkerArgs["playwright"],
): Promise<APIRequestContext> {
  const context = await playwright.request.newContext({
    baseURL: underTest.url,
    extraHTTPHeaders: { origin: underTest.url },
    maxRedirects: 0,
  });
  if (role !== undefined) await signInByRequest(context, underTest, role);
  return context;
}

test("the build serves what is listed here and nothing else", () => {
  expect([...routes].sort()).toEqual(Object.keys(ROUTES).sort());
  expect(actions.map(({ name }) => name).sort()).toEqual(Object.keys(ACTIONS).sort());
});

for (const role of [undefined, ...ROLES]) {
  test(`${role ?? "nobody"} gets what the matrix says, and nothing else`, async ({ underTest, playwright }) => {
    const asker = await requestAs(role, underTest, playwright);
    for (const route of routes.filter((one) => !one.startsWith("/_"))) {
      const { roles, method } = ROUTES[route] ?? { roles: [] };
      const isAllowed = roles === "open" || (role !== undefined && roles !== "token" && roles.includes(role));
      await test.step(`${method ?? "GET"} ${route}`, async () => {
        const answer = route.endsWith("/stream")
          ? await headOfStream(`${underTest.url}${addressOf(route)}`, asker)
          : await asker
              .fetch(addressOf(route), method === undefined ? {} : { method, data: { nothing: "valid" } })
              .then(async (one) => ({ status: one.status(), text: await one.text() }));
        if (roles === "token") expect(answer.status).toBe(401);
        else if (isAllowed) expect([200, 307, 400, 404]).toContain(answer.status);
        else if (role !== undefined && !route.startsWith("/api/"))
          expect(answer.text).toContain(`Your role, ${role}, cannot`);
        else expect(answer.status).toBe(role === undefined ? (route.startsWith("/api/") ? 401 : 307) : 403);
      });
    }
    for (const { id, name } of actions.filter((one) => one.name !== "signOutAction")) {
      await test.step(name, async () => {
        const answer = await asker.post(PAGE_OF[name] ?? "/embedded/sessions", {
          headers: { "next-action": id, "content-type": "text/plain;charset=UTF-8" },
          data: "[{}]",
        });
        const text = await answer.text();
        const isAllowed = role !== undefined && (ACTIONS[name] ?? []).includes(role);
        const expected =
          role === undefined ? "UNAUTHENTICATED" : isAllowed ? "(INVALID_INPUT|STEP_UP_REQUIRED)" : "FORBIDDEN";
        const isGranted = isAllowed && WANTS_NOTHING.includes(name);
        expect(text).toMatch(isGranted ? /"ok":true/ : new RegExp(`"code":"${expected}"`));
      });
    }
    await asker.dispose();
  });
}

test("spoofed headers open no door", async ({ underTest, playwright }) => {
  const asker = await requestAs(undefined, underTest, playwright);
  for (const headers of [
    { purpose: "prefetch" },
    { "next-router-prefetch": "1", rsc: "1" },
    { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
    { "next-resume": "1" },
    { "x-matched-path": "/login" },
  ] as Record<string, string>[]) {
    const page = await asker.get("/embedded/overview", { headers });
    expect(page.status()).not.toBe(200);
    const answer = await asker.get("/api/embedded/topology", { headers });
    // Next sends a request that poses as its router's own to another spelling of the address first.
    expect([401, 307]).toContain(answer.status());
    expect(await answer.text()).not.toContain("redis");
  }
  await asker.dispose();
});

test("another site's requests, hosts and origins are refused", async ({ underTest, playwright }) => {
  const asker = await requestAs("sre", underTest, playwright);
  const [action] = actions.filter(({ name }) => name === "planRevocationAction");
  for (const headers of [
    { origin: "https://evil.example" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
  ] as Record<string, string>[]) {
    const answer = await asker.post("/embedded/sessions", {
      headers: { ...headers, "next-action": action?.id ?? "", "content-type": "text/plain;charset=UTF-8" },
      data: "[{}]",
    });
    expect(await answer.text()).not.toContain("INVALID_INPUT");
  }
  expect((await asker.get("/api/embedded/topology", { headers: { host: "evil.example" } })).status()).toBe(421);
  expect(
    (
      await asker.post("/api/embedded/sessions/search", { headers: { "content-type": "text/plain" }, data: "{}" })
    ).status(),
  ).toBeGreaterThanOrEqual(400);
  await asker.dispose();
});

test("a scraper gets in with its token, by any name, and nobody else does", async ({ underTest, playwright }) => {
  const asker = await requestAs(undefined, underTest, playwright);
  const scrape = (token: string) =>
    asker.get("/api/metrics", { headers: { authorization: `Bearer ${token}`, host: "scraper.example" } });
  const answer = await scrape(underTest.secret("metrics"));
  expect(answer.status()).toBe(200);
  expect(await answer.text()).toContain('redis_up{deployment="embedded"');
  expect((await scrape("another")).status()).toBe(401);
  await asker.dispose();
});

test("every response carries its defences, errors too", async ({ underTest, playwright }) => {
  const asker = await requestAs(undefined, underTest, playwright);
  const nonces = new Set<string>();
  for (const path of ["/login", "/no-such-page", "/api/embedded/topology", "/api/no-such", "/embedded/overview"]) {
    const headers = (await asker.get(path)).headers();
    const policy = headers["content-security-policy"] ?? "";
    expect(policy, path).toContain("object-src 'none'");
    expect(policy, path).not.toMatch(/unsafe-(inline|eval)/);
    expect(headers["x-content-type-options"], path).toBe("nosniff");
    expect(headers["referrer-policy"], path).toBe("no-referrer");
    expect(headers["cache-control"], path).toContain("no-store");
    expect(headers["x-powered-by"]).toBeUndefined();
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1] ?? path);
  }
  expect(nonces.size).toBe(5);
  await asker.dispose();
});

/** A stream has no end to wait for. */
async function headOfStream(url: string, asker: APIRequestContext): Promise<{ status: number; text: string }> {
  const { cookies } = await asker.storageState();
  const stop = new AbortController();
  const answer = await fetch(url, {
    headers: { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; ") },
    signal: stop.signal,
  });
  const text = answer.ok ? "" : await answer.text();
  stop.abort();
  return { status: answer.status, text };
}
