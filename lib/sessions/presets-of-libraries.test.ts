import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PRESETS } from "#lib/config/presets.ts";
import { runOperation } from "#lib/run-operation.ts";
import type { TestConsole } from "#lib/test-console.ts";
import { planRevocation } from "./plan-revocation.ts";
import { revokeSessions } from "./revoke-sessions.ts";
import type { SessionRow } from "./schema.ts";
import { searchSessions } from "./search-sessions.ts";
import { AGENT, type TestApplication } from "./test-application.ts";
import { startAuthjs } from "./test-authjs.ts";
import { startBetterAuth } from "./test-better-auth.ts";
import { startExpress } from "./test-express.ts";
import { startFastify } from "./test-fastify.ts";
import { startKoaGeneric, startKoaSession } from "./test-koa.ts";
import { createTestSessions } from "./test-sessions.ts";

interface Library {
  preset: string;
  start(address: string, db: number): Promise<TestApplication>;
  /** What it, or the application in the test, records. */
  facts: (keyof SessionRow)[];
}

const LIBRARIES: Library[] = [
  { preset: "connect-redis", start: startExpress, facts: ["ip", "device", "createdAt", "lastSeenAt", "expiresAt"] },
  { preset: "fastify-session", start: startFastify, facts: ["ip", "device", "createdAt", "lastSeenAt", "expiresAt"] },
  { preset: "koa-generic-session", start: startKoaGeneric, facts: ["ip", "device", "createdAt", "expiresAt"] },
  { preset: "koa-session", start: startKoaSession, facts: ["ip", "device", "createdAt", "expiresAt"] },
  {
    preset: "better-auth",
    start: startBetterAuth,
    facts: ["email", "ip", "device", "createdAt", "lastSeenAt", "expiresAt"],
  },
  { preset: "authjs-redis", start: startAuthjs, facts: ["expiresAt"] },
];
const FACTS = ["email", "ip", "device", "createdAt", "lastSeenAt", "expiresAt"] as const;

let test: TestConsole;
const applications = new Map<string, TestApplication>();

beforeAll(async () => {
  const keyspaces = LIBRARIES.map(({ preset }, db) => {
    const { revoke = {}, ...fields } = PRESETS[preset] ?? {};
    return { ...fields, revoke: { ...(revoke as object), recheckMs: [] }, db, name: preset, label: preset };
  });
  test = await createTestSessions({}, keyspaces);
  for (const [db, { preset, start }] of LIBRARIES.entries()) {
    applications.set(preset, await start(test.deployment.master.address, db));
  }
}, 60_000);
afterAll(async () => {
  for (const application of applications.values()) await application.close();
  await test.close();
});

async function search(term: string): Promise<SessionRow[]> {
  const rows: SessionRow[] = [];
  for await (const event of await runOperation(searchSessions, test.context(), { deployment: "test", term }))
    if (event.type === "found") rows.push(event.session);
  return rows;
}

async function revoke(of: unknown) {
  const { plan } = await runOperation(planRevocation, test.context(), { deployment: "test", of });
  return runOperation(revokeSessions, test.context(), { deployment: "test", plan, reason: "lost phone" });
}

describe.each(LIBRARIES)("$preset, with the library itself", ({ preset, facts }) => {
  const app = () => applications.get(preset) as TestApplication;
  const nth = LIBRARIES.findIndex((library) => library.preset === preset);
  const ann = `ann${nth}`;
  const ip = `198.51.100.${10 + nth}`;

  it("shows what is recorded, and says of the rest that it is not", async () => {
    const { userId } = await app().signIn(`fay${nth}`, "203.0.113.7");
    const [row, ...others] = await search(userId);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ keyspace: preset, userId, state: "active" });
    expect(FACTS.filter((fact) => row?.[fact] !== null)).toEqual(facts);
    if (facts.includes("ip")) expect(row?.ip).toBe("203.0.113.7");
    if (facts.includes("device")) expect(row?.device).toBe("Firefox on Linux");
    const expected = { createdAt: Date.now(), lastSeenAt: Date.now() };
    for (const [fact, near] of Object.entries(expected) as ["createdAt" | "lastSeenAt", number][]) {
      // Within a minute of now: no other unit comes near.
      if (facts.includes(fact)) expect(Math.abs((row?.[fact] ?? 0) - near)).toBeLessThan(60_000);
    }
    const left = (row?.expiresAt ?? 0) - Date.now();
    expect(left).toBeGreaterThan(3_000_000);
    expect(AGENT).toContain("Firefox");
  });

  it("finds a session by user, by address and by cookie; once revoked, the library takes its holder for nobody", async () => {
    const first = await app().signIn(ann, ip);
    const other = await app().signIn(`bob${nth}`, "203.0.113.9");
    expect(await app().whoAmI(first.cookie)).toBe(first.userId);
    const found = [expect.objectContaining({ keyspace: preset, userId: first.userId })];
    expect(await search(first.userId)).toEqual(found);
    if (facts.includes("ip")) expect(await search(ip)).toEqual(found);
    for (const pasted of [first.cookie, decodeURIComponent(first.cookie)]) expect(await search(pasted)).toEqual(found);
    const done = await revoke({ scope: "user", userId: first.userId });
    expect(done).toMatchObject({ deleted: 1, left: 0 });
    expect(await app().whoAmI(first.cookie)).toBeNull();
    expect(await app().whoAmI(other.cookie)).toBe(other.userId);
    expect(await search(first.userId)).toEqual([]);
  });
});

describe("indexes that applications keep", () => {
  it("are not believed: Auth.js' names the newest of two sessions, and both are found", async () => {
    const app = applications.get("authjs-redis") as TestApplication;
    const first = await app.signIn("dan", "");
    const second = await app.signIn("dan", "");
    expect(second.userId).toBe(first.userId);
    expect(await search(first.userId)).toHaveLength(2);
    const redis = test.deployment.client(test.deployment.master.address, 5);
    const index = `user:session:by-user-id:${first.userId}`;
    expect(await redis.get(index)).toBe(`user:session:${second.cookie}`);
    const [older] = await search(first.cookie);
    await revoke({ scope: "picked", refs: [older?.ref] });
    // It still names the one that is left, and goes with that one.
    expect(await redis.get(index)).toBe(`user:session:${second.cookie}`);
    expect(await app.whoAmI(second.cookie)).toBe(first.userId);
    expect(await revoke({ scope: "user", userId: first.userId })).toMatchObject({ deleted: 1, left: 0 });
    expect(await redis.exists(index)).toBe(0);
  });

  it("may be stale: Better Auth's list still names what was revoked, and nobody is signed in by it", async () => {
    const app = applications.get("better-auth") as TestApplication;
    const { userId, cookie } = await app.signIn("eve", "203.0.113.8");
    await revoke({ scope: "user", userId });
    const redis = test.deployment.client(test.deployment.master.address, 4);
    expect(await redis.exists(`better-auth:active-sessions-${userId}`)).toBe(1);
    expect(await app.whoAmI(cookie)).toBeNull();
    expect(await search(userId)).toEqual([]);
  });
});
