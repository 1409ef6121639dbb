import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { PRESETS } from "#lib/config/presets.ts";
import { runOperation } from "#lib/run-operation.ts";
import type { TestConsole } from "#lib/test-console.ts";
import { planRevocation } from "./plan-revocation.ts";
import { readRevocation } from "./read-ledger.ts";
import { revokeSessions } from "./revoke-sessions.ts";
import type { SessionRow } from "./schema.ts";
import { searchSessions } from "./search-sessions.ts";
import { createTestSessions } from "./test-sessions.ts";

const Fixture = z.object({
  madeWith: z.array(z.string()),
  sessions: z.array(z.object({ user: z.string().nullable(), cookie: z.string(), ip: z.string().optional() })),
  keys: z.array(z.object({ key: z.base64(), ttlMs: z.number(), value: z.base64() })),
});

/** What a program of Debian wrote, and the preset that reads it. */
const PROGRAMS: [string, string][] = [
  ["django-pickle", "django-cache"],
  ["django-json", "django-cache"],
  ["django-msgpack", "django-cache"],
  ["django-zlib", "django-cache"],
  ["django-cached-db", "django-cached-db"],
  ["flask", "flask-session"],
  ["phpredis-php", "phpredis"],
  ["phpredis-php-serialize", "phpredis"],
  ["phpredis-igbinary", "phpredis"],
  ["laravel", "laravel"],
  ["symfony", "symfony"],
  ["rails", "rails-redis-store"],
];
/** Their cookies are encrypted, so pasting one tells nothing. */
const HIDDEN_COOKIES = new Set(["laravel"]);

let test: TestConsole;
const redis = () => test.deployment.client(test.deployment.master.address);

beforeAll(async () => {
  const keyspaces = [...new Set(PROGRAMS.map(([, preset]) => preset))].map((preset) => ({
    ...PRESETS[preset],
    revoke: { recheckMs: [] },
    db: 0,
    name: preset,
    label: preset,
  }));
  test = await createTestSessions({}, keyspaces);
});
afterAll(() => test.close());

async function load(program: string) {
  const file = new URL(`./fixtures/${program}.json`, import.meta.url);
  const fixture = Fixture.parse(JSON.parse(readFileSync(file, "utf8")));
  await redis().flushall();
  for (const { key, value, ttlMs } of fixture.keys) {
    await redis().set(Buffer.from(key, "base64"), Buffer.from(value, "base64"), "PX", ttlMs);
  }
  return fixture;
}

async function search(term: string): Promise<SessionRow[]> {
  const rows: SessionRow[] = [];
  for await (const event of await runOperation(searchSessions, test.context(), { deployment: "test", term }))
    if (event.type === "found") rows.push(event.session);
  return rows;
}

describe.each(PROGRAMS)("what %s wrote, read by the preset %s", (program, preset) => {
  it("is found by user, by address and by cookie, and revoked", async () => {
    const { sessions, keys } = await load(program);
    for (const { user, ip, cookie } of sessions) {
      const row = { keyspace: preset, userId: user, ip: ip ?? null, state: user === null ? "anonymous" : "active" };
      const expected = [expect.objectContaining({ ...row, expiresAt: expect.any(Number) })];
      if (user !== null) expect(await search(user)).toEqual(expected);
      if (ip !== undefined) expect(await search(ip)).toEqual(expected);
      if (!HIDDEN_COOKIES.has(program)) expect(await search(cookie)).toEqual(expected);
    }
    const [first] = sessions;
    const userId = first?.user ?? "";
    const plan = await runOperation(planRevocation, test.context(), {
      deployment: "test",
      of: { scope: "user", userId },
    });
    expect(plan).toMatchObject({ count: 1, isAuthoritative: preset !== "django-cached-db" });
    const input = { deployment: "test", plan: plan.plan, reason: "lost phone" };
    expect(await runOperation(revokeSessions, test.context(), input)).toMatchObject({ deleted: 1, left: 0 });
    expect(await search(userId)).toEqual([]);
    expect(await redis().dbsize()).toBe(keys.length - 1);
  });
});

describe("presets whose keys have other values too", () => {
  it("show Laravel's throttle keys, which have the same form, as unreadable and never plan them together", async () => {
    const { keys } = await load("laravel");
    const throttle = keys
      .map(({ key }) => Buffer.from(key, "base64"))
      .filter((key) => /:[0-9a-f]{40}$/.test(String(key)));
    expect(throttle).toHaveLength(1);
    const [row] = await search(String(throttle[0]));
    expect(row).toMatchObject({ keyspace: "laravel", state: "undecodable", userId: null });
    const [ann] = await search("4711");
    const refs = [row?.ref, ann?.ref];
    await expect(
      runOperation(planRevocation, test.context(), { deployment: "test", of: { scope: "picked", refs } }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("leave PHP's locks alone, though their keys begin like sessions", async () => {
    const { keys } = await load("phpredis-php");
    const lock = keys.map(({ key }) => Buffer.from(key, "base64").toString()).find((key) => key.endsWith("_LOCK"));
    expect(lock).toBeDefined();
    expect(await search(lock ?? "")).toEqual([]);
    expect(await search("held")).toEqual([]);
  });

  it("take an empty session that PHP made anew under a revoked id for nobody's", async () => {
    const { sessions } = await load("phpredis-php");
    const [first] = sessions;
    const userId = first?.user ?? "";
    const plan = await runOperation(planRevocation, test.context(), {
      deployment: "test",
      of: { scope: "user", userId },
    });
    await redis().set(`PHPREDIS_SESSION:${first?.cookie}`, "flash|a:0:{}");
    const input = { deployment: "test", plan: plan.plan, reason: "lost phone" };
    const done = await runOperation(revokeSessions, test.context(), input);
    expect(done).toMatchObject({ deleted: 0, changedOwner: 1, left: 0 });
    await expect
      .poll(() => runOperation(readRevocation, test.context(), { deployment: "test", id: done.id }))
      .toMatchObject({ recheck: "gone" });
    expect(await search(first?.cookie ?? "")).toMatchObject([{ state: "anonymous" }]);
  });
});
